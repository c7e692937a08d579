using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Pirros.Admin.Storage.Rows;

namespace Pirros.Admin.Storage.Sqlite;

internal sealed class SqliteAdminDb(DbContextOptions<SqliteAdminDb> options) : AdminDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AuditRow>().Property(a => a.Kind).HasComputedColumnSql("substr(action,1,instr(action||'.','.')-1)", stored: true);
    }
}

/// <summary>Lets <c>dotnet ef</c> make migrations without starting the product.</summary>
internal sealed class SqliteAdminDbFactory : IDesignTimeDbContextFactory<SqliteAdminDb>
{
    public SqliteAdminDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteAdminDb>().UseSqlite("Data Source=:memory:").Options);
}
