using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Pirros.Admin.Storage.Rows;

namespace Pirros.Admin.Storage.Postgres;

internal sealed class PostgresAdminDb(DbContextOptions<PostgresAdminDb> options) : AdminDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AuditRow>().Property(a => a.Kind).HasComputedColumnSql("split_part(action,'.',1)", stored: true);
        modelBuilder.HasSequence(PostgresDialect.EventNumbers);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // Byte order, as on SQLite: the order of a page must not depend on the server's locale.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}

/// <summary>Lets <c>dotnet ef</c> make migrations without starting the product or a server.</summary>
internal sealed class PostgresAdminDbFactory : IDesignTimeDbContextFactory<PostgresAdminDb>
{
    public PostgresAdminDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresAdminDb>().UseNpgsql("Host=127.0.0.1").Options);
}
