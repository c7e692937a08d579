using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;

namespace Pirros.Admin.Tests.Storage;

/// <summary>The migrations of this version, and after them one that makes a table and then fails.</summary>
#pragma warning disable EF1001 // The only way to hand a migration to EF that stands in another assembly than the rest.
internal sealed class WithFailingMigration(ICurrentDbContext context, IDbContextOptions options, IMigrationsIdGenerator ids, IDiagnosticsLogger<DbLoggerCategory.Migrations> logger)
    : MigrationsAssembly(context, options, ids, logger)
{
    public const string Name = "99990101000000_HalfDone";

    public override IReadOnlyDictionary<string, TypeInfo> Migrations => new SortedDictionary<string, TypeInfo>(base.Migrations.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { [Name] = typeof(HalfDone).GetTypeInfo() };

    [Migration(Name)]
    private sealed class HalfDone : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE TABLE half_done (id integer)");
            migrationBuilder.Sql("INSERT INTO half_done SELECT id FROM no_such_table");
        }
    }
}
