using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;
using ActivityKind = Pirros.Admin.Activity.ActivityKind;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A database that an earlier release made and filled is opened by this version with everything that is in it. The databases are made by <c>TestData/Releases/make.sh</c>.</summary>
public sealed class UpgradeTests(PostgresServer server)
{
    private const int Users = 40;
    private const int Inactive = 5;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "TestData", "Releases");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every release that there is a database of.</summary>
    public static TheoryData<string> Releases() => [.. System.IO.Directory.GetFiles(Folder, "*.db.gz").Select(file => Path.GetFileName(file)[..^".db.gz".Length])];

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task On_sqlite(string release)
    {
        await using var app = new TestApp();
        await using (var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, $"{release}.db.gz")), CompressionMode.Decompress))
        {
            await using var file = File.Create(app.DatabaseFile);
            await packed.CopyToAsync(file, Cancel);
        }

        await EverythingIsThereAsync(app, $"{release}-sqlite.json");
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task On_postgres(string release)
    {
        var database = await server.CreateDatabaseAsync();
        await LoadAsync(database, Path.Combine(Folder, $"{release}.sql.gz"));
        await using var app = TestApp.With(("Database:Provider", "PostgreSql"), ("Database:ConnectionString", database));
        await EverythingIsThereAsync(app, $"{release}-postgres.json");
    }

    private static async Task EverythingIsThereAsync(TestApp app, string made)
    {
        var known = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, made), Cancel))!;
        var (connection, secret) = (ConnectionId.Parse(known["connection"]!.GetValue<string>()), known["secret"]!.GetValue<string>());
        using var client = app.CreateClient();
        client.BaseAddress = new Uri(client.BaseAddress!, $"/scim/v2/connections/{connection}/");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);

        Assert.Equal(Users, await TotalAsync(client, "Users?count=0"));
        Assert.Equal(Inactive, await TotalAsync(client, $"Users?count=0&filter={Uri.EscapeDataString("active eq false")}"));
        var group = JsonNode.Parse(await client.GetStringAsync("Groups", Cancel))!["Resources"]![0]!;
        Assert.Equal(Users, group["members"]!.AsArray().Count);
        var user = JsonNode.Parse(await client.GetStringAsync($"Users?filter={Uri.EscapeDataString("externalId eq \"x7\"")}", Cancel))!["Resources"]![0]!;
        Assert.Equal("Number 7", user["name"]!["familyName"]!.GetValue<string>());

        await WriteAsync(client, HttpMethod.Patch, $"Users/{user["id"]}", """{"Operations":[{"op":"replace","path":"active","value":false}]}""", HttpStatusCode.OK);
        await WriteAsync(client, HttpMethod.Patch, $"Groups/{group["id"]}", $$"""{"Operations":[{"op":"remove","path":"members[value eq \"{{user["id"]}}\"]"}]}""", HttpStatusCode.NoContent);
        await WriteAsync(client, HttpMethod.Post, "Users", """{"userName":"late@harbor-lane.example","urn:ietf:params:scim:schemas:extension:harborlane:2.0:User":{"employeeBadge":"B-1"}}""", HttpStatusCode.Created);
        await WriteAsync(client, HttpMethod.Delete, $"Users/{user["id"]}", null, HttpStatusCode.NoContent);

        Assert.Null((await app.Get<AuditVerifier>().VerifyAsync([], Cancel)).Break);
        Assert.Contains(await app.Get<IActivityStore>().LatestAsync(connection, 100, Cancel), record => record.What == ActivityKind.Created);
        Assert.Equal(2, (await app.Get<TokenService>().ListAsync(TestApp.Operator, connection, Cancel)).Count);
        Assert.Equal(2, (await app.Get<ConnectionService>().ListAsync(TestApp.Operator, null, Cancel)).Count);
    }

    private static async Task<int> TotalAsync(HttpClient client, string path) => JsonNode.Parse(await client.GetStringAsync(path, Cancel))!["totalResults"]!.GetValue<int>();

    private static async Task WriteAsync(HttpClient client, HttpMethod method, string path, string? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/scim+json") };
        using var answer = await client.SendAsync(request, Cancel);
        Assert.True(answer.StatusCode == expected, $"{method} {path} was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancel)}");
    }

    private static async Task LoadAsync(string connectionString, string file)
    {
        var database = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Path.Combine(PostgresServer.Binaries(), "psql")) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "-q", "-v", "ON_ERROR_STOP=1", "-h", database.Host!, "-p", $"{database.Port}", "-U", database.Username!, "-d", database.Database! })
            start.ArgumentList.Add(argument);
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync(Cancel);
        await using (var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
            await packed.CopyToAsync(program.StandardInput.BaseStream, Cancel);
        program.StandardInput.Close();
        await output;
        await program.WaitForExitAsync(Cancel);
        Assert.Equal(0, program.ExitCode);
    }
}
