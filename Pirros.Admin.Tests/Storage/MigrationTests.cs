using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.Options;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Postgres;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Storage.Sqlite;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A migration that fails leaves the database to the version before; one that succeeds leaves it usable for the version before, too.</summary>
public sealed class MigrationTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task That_fails_half_way_leaves_the_version_before_working_on_sqlite()
        => await FailsAsync(await TestStore.OnSqliteAsync(), db => new SqliteAdminDb(new DbContextOptionsBuilder<SqliteAdminDb>().UseSqlite(db).ReplaceService<IMigrationsAssembly, WithFailingMigration>().Options));

    [Fact]
    public async Task That_fails_half_way_leaves_the_version_before_working_on_postgres()
        => await FailsAsync(await TestStore.OnPostgresAsync(server), db => new PostgresAdminDb(new DbContextOptionsBuilder<PostgresAdminDb>().UseNpgsql(db).ReplaceService<IMigrationsAssembly, WithFailingMigration>().Options));

    [Fact]
    public async Task Of_a_newer_version_does_not_keep_the_version_before_from_starting()
    {
        await using var store = await TestStore.OnSqliteAsync();
        await using (var db = store.Get<Func<AdminDb>>()())
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Newer','99.0.0')""", Cancel);
        await using var again = await store.AnotherProcessAsync();
        Assert.NotNull(await again.ConnectionAsync());
    }

    [Fact]
    public async Task Leave_nothing_of_the_model_out_on_sqlite() => await FitAsync(await TestStore.OnSqliteAsync());

    [Fact]
    public async Task Leave_nothing_of_the_model_out_on_postgres() => await FitAsync(await TestStore.OnPostgresAsync(server));

    /// <summary>Old and new instances run side by side while they are replaced one by one.</summary>
    [Fact]
    public void Adds_and_takes_nothing_away()
    {
        var found = Migrations().Where(migration => !migration.GetType().Name.Equals("Initial", StringComparison.Ordinal)).SelectMany(Faults);
        Assert.Empty(found);
        Assert.Equal(2, Migrations().Count(migration => migration.GetType().Name == "Initial"));
    }

    /// <summary>0.1.0 names these indexes in its queries on SQLite, where it never runs beside a newer one; docs/operations.md tells how they are made again.</summary>
    [Fact]
    public async Task Indexes_that_the_version_before_asks_for_are_made_again_as_operators_are_told()
    {
        await using var store = await TestStore.OnSqliteAsync();
        await using var db = store.Get<Func<AdminDb>>()();
        var told = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "TestData", "operations.md"), Cancel)).Where(line => line.StartsWith("CREATE INDEX", StringComparison.Ordinal)).ToList();
        foreach (var (index, order) in new[] { ("IX_resources_inactive_display", "display_key, id"), ("IX_resources_inactive_name", "name_key") })
        {
            var asked = $"""SELECT id FROM resources r INDEXED BY "{index}" WHERE r.connection_id='c' AND r.type='User' AND NOT r.active ORDER BY {order}""";
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(asked, Cancel));
            await db.Database.ExecuteSqlRawAsync(Assert.Single(told, line => line.Contains(index, StringComparison.Ordinal)), Cancel);
            await db.Database.ExecuteSqlRawAsync(asked, Cancel);
        }

        Assert.Equal(2, told.Count);
    }

    [Fact]
    public async Task Entries_of_addresses_that_the_version_before_looks_for_are_made_again_as_operators_are_told()
    {
        await using var store = await TestStore.OnSqliteAsync();
        var connection = (await store.ConnectionAsync()).Id;
        foreach (var user in new[] { """{"userName":"Ana@acme.example","emails":[{"value":"ana@ACME.example"},{"value":"ana@home.example"}]}""", """{"userName":"bo@acme.example","emails":[{"value":"b@acme.example"}]}""", """{"userName":"cy@acme.example"}""" })
        {
            using var body = System.Text.Json.JsonDocument.Parse(user);
            await store.Get<ResourceOperations>().CreateAsync(connection, ResourceTypes.User, body.RootElement, Cancel);
        }

        Assert.Equal(["ana@home.example", "b@acme.example"], await EntriesAsync());
        var told = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "TestData", "operations.md"), Cancel);
        var statement = told[told.IndexOf("INSERT OR IGNORE INTO resource_emails", StringComparison.Ordinal)..];
        await using var db = store.Get<Func<AdminDb>>()();
        await db.Database.ExecuteSqlRawAsync(statement[..statement.IndexOf("```", StringComparison.Ordinal)], Cancel);
        Assert.Equal(["ana@acme.example", "ana@home.example", "b@acme.example"], await EntriesAsync());

        async Task<IReadOnlyList<string>> EntriesAsync() => await store.Get<SqlSessionPool>().ReadAsync(
            session => session.QueryAsync("SELECT value_key FROM resource_emails ORDER BY value_key", [], row => row.GetString(0), Cancel), Cancel);
    }

    [Fact]
    public void That_takes_something_away_is_found()
        => Assert.Equal(["Taking: DropColumnOperation", "Taking: AddColumnOperation"], Faults(new Taking()));

    /// <summary>Asks what <c>dotnet ef migrations has-pending-model-changes</c> does.</summary>
    private static async Task FitAsync(TestStore store)
    {
        await using var used = store;
        await using var db = store.Get<Func<AdminDb>>()();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static async Task FailsAsync(TestStore store, Func<string, AdminDb> open)
    {
        await using var used = store;
        var connection = await store.ConnectionAsync();
        var options = store.Get<IOptions<DatabaseOptions>>();
        var preparation = new DatabasePreparation(() => open(options.Value.Kind == DatabaseProvider.Sqlite ? store.Get<SqliteConnections>().ConnectionString : options.Value.ConnectionString), options);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => preparation.RunAsync(Cancel));

        await using (var db = store.Get<Func<AdminDb>>()())
        {
            Assert.DoesNotContain(await db.Database.GetAppliedMigrationsAsync(Cancel), name => name == WithFailingMigration.Name);
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync("SELECT * FROM half_done", Cancel));
        }

        // The version before, started again.
        await using var again = await store.AnotherProcessAsync();
        Assert.Equal(connection.Id, (await again.Get<IConnectionStore>().FindAsync(connection.Id, Cancel))?.Id);
        Assert.NotNull(await again.ConnectionAsync("later"));
    }

    private static IEnumerable<Migration> Migrations()
        => typeof(AdminDb).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration)) && !type.IsAbstract).Select(type => (Migration)Activator.CreateInstance(type)!);

    private static IEnumerable<string> Faults(Migration migration)
        => migration.UpOperations.Where(operation => !IsHarmless(operation)).Select(operation => $"{migration.GetType().Name}: {operation.GetType().Name}");

    private static bool IsHarmless(MigrationOperation operation) => operation switch
    {
        CreateTableOperation or CreateIndexOperation or CreateSequenceOperation => true,

        // No query of 0.1.0 names an index on PostgreSQL, where the version before may run beside; for SQLite see above.
        DropIndexOperation { Name: "IX_resources_inactive_display" or "IX_resources_inactive_name" } => true,

        // The version before writes rows without it.
        AddColumnOperation column => column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null || column.ComputedColumnSql is not null,
        _ => false,
    };

    private sealed class Taking : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn("name", "tenants");
            migrationBuilder.AddColumn<string>("motto", "tenants", nullable: false);
            migrationBuilder.AddColumn<string>("logo", "tenants", nullable: true);
        }
    }
}
