using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Pirros.Admin.Storage.Sqlite;

internal sealed class SqliteAdminDb(DbContextOptions<SqliteAdminDb> options) : AdminDb(options);

/// <summary>Lets <c>dotnet ef</c> make migrations without starting the product.</summary>
internal sealed class SqliteAdminDbFactory : IDesignTimeDbContextFactory<SqliteAdminDb>
{
    public SqliteAdminDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteAdminDb>().UseSqlite("Data Source=:memory:").Options);
}
