using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Processes;

/// <summary>Backups by the command line, beside a server that is written to, and restored elsewhere.</summary>
public sealed class BackupTests(PostgresServer postgres) : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("pirros-backup-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder, "pirros.db");

    private string Backup => Path.Combine(_folder, "backup");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Backup_of_a_server_that_is_written_to_is_restored_on_a_fresh_machine()
    {
        JsonNode made;
        int known;
        using (var server = await ProductProcess.StartAsync(Database, Cancel))
        {
            made = await Commands.ConnectionOnAsync(Database);
            using var stop = new CancellationTokenSource();
            var created = 0;
            var enough = new TaskCompletionSource();
            var writes = Task.Run(
                async () =>
                {
                    using var client = Client(server, made);
                    while (!stop.IsCancellationRequested)
                    {
                        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("Users", Json($$"""{"userName":"p{{created}}@acme.example"}"""), Cancel)).StatusCode);
                        if (++created == 50)
                            enough.TrySetResult();
                    }
                },
                Cancel);
            await Task.WhenAny(enough.Task, writes);
            known = Volatile.Read(ref created);
            var written = await ProductProcess.JsonAsync(Database, "backup", "create", Backup);
            await stop.CancelAsync();
            await writes;
            Assert.True(created > known, "Nobody wrote while the backup ran.");
            Assert.True(written["holds"]!.GetValue<bool>());
            Assert.InRange(written["rows"]!["resources"]!.GetValue<long>(), known, created);
            Assert.Equal(["pirros.db"], System.IO.Directory.GetFiles(_folder).Select(Path.GetFileName).Where(name => !name!.StartsWith("pirros.db-", StringComparison.Ordinal) && name != "backup"));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        }

        var fresh = Path.Combine(_folder, "fresh", "data", "pirros.db");
        Assert.True((await ProductProcess.JsonAsync(fresh, "backup", "verify", Backup))["holds"]!.GetValue<bool>());
        Assert.Empty(System.IO.Directory.GetFiles(Path.GetDirectoryName(fresh)!));
        var restored = await ProductProcess.JsonAsync(fresh, "backup", "restore", Backup);
        Assert.Equal((fresh, null), (restored["restoredTo"]!.GetValue<string>(), restored["kept"]));
        using var again = await ProductProcess.StartAsync(fresh, Cancel);
        using var reader = Client(again, made);
        var users = JsonNode.Parse(await reader.GetStringAsync("Users?count=1", Cancel))!;
        Assert.True(users["totalResults"]!.GetValue<int>() >= known);
        Assert.True((await Commands.JsonOnAsync(fresh, "audit", "verify"))["holds"]!.GetValue<bool>());
        Assert.Equal(["backup.restore", "backup.create"], (await Commands.JsonOnAsync(fresh, "audit", "list", "--kind", "backup")).AsArray().Select(entry => entry!["action"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Restore_leaves_a_database_alone_that_is_in_use_or_holds_tenants_and_keeps_what_it_replaces()
    {
        await BackUpAsync();
        await Commands.JsonOnAsync(Database, "tenant", "create", "later", "--name", "Later");
        Assert.Contains("--replace", await RefusedAsync("backup", "restore", Backup), StringComparison.Ordinal);
        using (var server = await ProductProcess.StartAsync(Database, Cancel))
            Assert.Contains("in use", await RefusedAsync("backup", "restore", Backup, "--replace"), StringComparison.Ordinal);
        Assert.Contains("is there already", await RefusedAsync("backup", "create", Backup), StringComparison.Ordinal);
        Assert.Equal(2, await TenantsAsync(Database));

        var kept = (await ProductProcess.JsonAsync(Database, "backup", "restore", Backup, "--replace"))["kept"]!.GetValue<string>();
        Assert.Equal((1, 2), (await TenantsAsync(Database), await TenantsAsync(kept)));
    }

    [Theory]
    [InlineData(0.5, 4096)]
    [InlineData(0, 4096)]
    [InlineData(0.9, -1)]
    public async Task Backup_that_is_damaged_is_found_and_not_restored(double where, int zeros)
    {
        await BackUpAsync();
        await using (var file = new FileStream(Backup, FileMode.Open))
        {
            var from = (long)(file.Length * where) / 4096 * 4096;
            if (zeros < 0)
                file.SetLength(from);
            file.Position = from;
            file.Write(new byte[Math.Max(zeros, 0)]);
        }

        var (code, output, _) = await ProductProcess.RunAsync(Database, ["backup", "verify", Backup, "--json"]);
        Assert.Equal(1, code);
        Assert.False(JsonNode.Parse(output)!["holds"]!.GetValue<bool>());
        Assert.Contains("nothing was changed", await RefusedAsync("backup", "restore", Backup, "--replace"), StringComparison.Ordinal);
        Assert.Equal(1, await TenantsAsync(Database));
        Assert.DoesNotContain(System.IO.Directory.GetFiles(_folder), name => name.Contains("restoring", StringComparison.Ordinal) || name.Contains("tried", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Damaged_database_is_replaced_and_kept()
    {
        await BackUpAsync();
        await File.WriteAllTextAsync(Database, "This is no database.", Cancel);
        Assert.Contains("--replace", await RefusedAsync("backup", "restore", Backup), StringComparison.Ordinal);
        var kept = (await ProductProcess.JsonAsync(Database, "backup", "restore", Backup, "--replace"))["kept"]!.GetValue<string>();
        Assert.Equal("This is no database.", await File.ReadAllTextAsync(kept, Cancel));
        Assert.Equal(1, await TenantsAsync(Database));
    }

    [Fact]
    public async Task Postgres_is_backed_up_and_restored_by_its_own_programs()
    {
        var (from, to) = (await postgres.CreateDatabaseAsync(), await postgres.CreateDatabaseAsync());
        await HereAsync(from, "tenant", "create", "acme", "--name", "Acme Architects");
        var written = await RunAsync(from, "backup", "create", Backup);
        Assert.True(written["holds"]!.GetValue<bool>());
        Assert.Equal((1, 2), (written["rows"]!["tenants"]!.GetValue<int>(), written["auditEntries"]!.GetValue<int>()));
        Assert.Null((await RunAsync(to, "backup", "restore", Backup))["kept"]);
        Assert.Single((await HereAsync(to, "tenant", "list")).AsArray());

        await HereAsync(to, "tenant", "create", "later", "--name", "Later");
        var (code, _, errors) = await PostgresAsync(to, "backup", "restore", Backup);
        Assert.Equal(1, code);
        Assert.Contains("--replace", errors, StringComparison.Ordinal);
        var kept = (await RunAsync(to, "backup", "restore", Backup, "--replace"))["kept"]!.GetValue<string>();
        Assert.Single((await HereAsync(to, "tenant", "list")).AsArray());
        Assert.Equal(2, (await HereAsync(from, "backup", "verify", kept))["rows"]!["tenants"]!.GetValue<int>());
        Assert.True((await HereAsync(to, "audit", "verify"))["holds"]!.GetValue<bool>());

        (code, _, errors) = await ProductProcess.RunAsync(Database, ["backup", "create", Backup + "2"], [("Database__Provider", "PostgreSql"), ("Database__ConnectionString", from), ("Backup__PostgresPrograms", _folder)]);
        Assert.Equal(1, code);
        Assert.Contains("Backup:PostgresPrograms", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Backup + "2"));
    }

    [Fact]
    public async Task Backup_that_the_role_may_not_try_says_so()
    {
        var owned = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        var role = $"role_of_{owned.Database}";
        await using (var connection = new NpgsqlConnection(owned.ToString()))
        {
            await connection.OpenAsync(Cancel);
            await using var command = new NpgsqlCommand($"CREATE ROLE {role} LOGIN; ALTER DATABASE {owned.Database} OWNER TO {role}", connection);
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var limited = new NpgsqlConnectionStringBuilder(owned.ToString()) { Username = role }.ToString();
        await HereAsync(limited, "tenant", "create", "acme", "--name", "Acme Architects");
        var written = await RunAsync(limited, "backup", "create", Backup);
        Assert.Contains("CREATEDB", Assert.Single(written["notVerified"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True((await HereAsync(owned.ToString(), "backup", "verify", Backup))["holds"]!.GetValue<bool>());
        await File.WriteAllTextAsync(Backup, "This is no backup.", Cancel);
        Assert.Equal(1, (await PostgresAsync(limited, "backup", "verify", Backup)).Code);
    }

    private async Task<JsonNode> RunAsync(string connection, params string[] arguments)
    {
        var (code, output, errors) = await PostgresAsync(connection, [.. arguments, "--json"]);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}: {errors}");
        return JsonNode.Parse(output)!;
    }

    /// <summary>The same in this process, where it is not the command that is looked at.</summary>
    private static async Task<JsonNode> HereAsync(string connection, params string[] arguments)
    {
        await using var commands = new Commands(Settings(connection));
        return await commands.JsonAsync(arguments);
    }

    private Task<(int Code, string Output, string Errors)> PostgresAsync(string connection, params string[] arguments) => ProductProcess.RunAsync(Database, arguments, Settings(connection));

    private static (string Key, string Value)[] Settings(string connection)
        => [("Database__Provider", "PostgreSql"), ("Database__ConnectionString", connection), ("Backup__PostgresPrograms", PostgresServer.Binaries())];

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        var (code, output, errors) = await ProductProcess.RunAsync(Database, [.. arguments, "--json"]);
        Assert.Equal((1, ""), (code, output));
        return errors;
    }

    private static async Task<int> TenantsAsync(string database) => (await Commands.JsonOnAsync(database, "tenant", "list")).AsArray().Count;

    /// <summary>A backup of a database with one tenant.</summary>
    private async Task BackUpAsync()
    {
        await using var commands = Commands.On(Database);
        await commands.ConnectionAsync("acme");
        await commands.JsonAsync("backup", "create", Backup);
    }

    private static HttpClient Client(ProductProcess server, JsonNode connection)
    {
        var client = new HttpClient { BaseAddress = new Uri($"{server.Address}/scim/v2/connections/{connection["connectionId"]!.GetValue<string>()}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", connection["secretToken"]!.GetValue<string>());
        return client;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/scim+json");
}
