using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Tests.Processes;

public sealed class ProcessTests : IDisposable
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"pirros-process-{Guid.CreateVersion7():N}.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var file in System.IO.Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_database) + "*"))
            File.Delete(file);
    }

    [Fact]
    public async Task Server_obeys_the_command_line_within_a_second()
    {
        using var server = await ProductProcess.StartAsync(_database, Cancel);
        var made = await Commands.ConnectionOnAsync(_database);
        using var client = Client(server, made);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("Users", Cancel)).StatusCode);

        var rotated = await Commands.JsonOnAsync(_database, "token", "rotate", Text(made, "connectionId"), "--grace", "1h", "--reason", "test");
        Assert.Equal(Text(made, "tokenId"), Text(rotated, "previousTokenId"));
        using var second = Client(server, made, Text(rotated, "secretToken"));
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("Users", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("Users", Cancel)).StatusCode);

        await ProductProcess.JsonAsync(_database, "token", "revoke", Text(made, "connectionId"), Text(made, "tokenId"));
        var revoked = System.Diagnostics.Stopwatch.StartNew();
        HttpStatusCode status;
        do
            status = (await client.GetAsync("Users", Cancel)).StatusCode;
        while (status == HttpStatusCode.OK && revoked.Elapsed < TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("Users", Cancel)).StatusCode);

        var tokens = (await Commands.JsonOnAsync(_database, "token", "list", Text(made, "connectionId"))).AsArray();
        Assert.Equal(["active", "revoked"], tokens.Select(t => Text(t!, "state")));
    }

    [Fact]
    public async Task Killed_in_a_sync_everything_that_was_answered_is_there()
    {
        var made = await Commands.ConnectionOnAsync(_database);
        var answered = new ConcurrentBag<string>();
        for (var round = 0; round < 3; round++)
        {
            using var server = await ProductProcess.StartAsync(_database, Cancel);
            var enough = new TaskCompletionSource();
            var start = answered.Count;
            var sync = Enumerable.Range(0, 8).Select(worker => Task.Run(
                async () =>
                {
                    using var client = Client(server, made);
                    try
                    {
                        for (var i = 0; ; i++)
                        {
                            var name = $"p{round}-{worker}-{i}@acme.example";
                            using var response = await client.PostAsync("Users", Json(new JsonObject { ["userName"] = name }), Cancel);
                            if (response.StatusCode == HttpStatusCode.Created)
                                answered.Add(name);
                            if (answered.Count - start > 200)
                                enough.TrySetResult();
                        }
                    }
                    catch (HttpRequestException)
                    {
                        // The server was killed.
                    }
                },
                Cancel)).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
            server.Kill();
            await Task.WhenAll(sync);
        }

        using var again = await ProductProcess.StartAsync(_database, Cancel);
        using var reader = Client(again, made);
        var there = new HashSet<string>();
        long total;
        do
        {
            var page = JsonNode.Parse(await reader.GetStringAsync($"Users?startIndex={there.Count + 1}&count=500", Cancel))!;
            total = page["totalResults"]!.GetValue<long>();
            there.UnionWith(page["Resources"]!.AsArray().Select(u => Text(u!, "userName")));
        }
        while (there.Count < total);
        Assert.True(answered.Count > 600);
        Assert.Empty(answered.Except(there));
        Assert.Equal(total, there.Count);
    }

    [Theory]
    [InlineData("Connections__ScimUrlTemplate", "{origin}/{conection}", "Connections:ScimUrlTemplate")]
    [InlineData("Database__Provider", "Oracle", "Database:Provider")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production", "Auth0:Domain, Auth0:ClientId, Auth0:ClientSecret")]
    [InlineData("Proxy__Networks__0", "10.0.0.0/40", "Proxy:Networks")]
    [InlineData("Proxy__Networks__0", "the proxy", "Proxy:Networks")]
    [InlineData("Proxy__Hops", "0", "Proxy:Hops")]
    [InlineData("Session__Idle", "1.00:00:00", "Session:Idle")]
    [InlineData("Session__Idle", "soon", "Session:Idle")]
    [InlineData("Stop__Announce", "01:00:00", "Stop:Announce")]
    public async Task Bad_setting_stops_the_start_and_names_its_key(string key, string value, string named)
    {
        var (code, output, errors) = await ProductProcess.RunAsync(_database, ["--urls", "http://127.0.0.1:0"], (key, value));
        Assert.Equal(1, code);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors + output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "nothing")]
    [InlineData(1, "connection", "show", "con-0000000000000000")]
    public async Task Command_used_wrongly_says_so_and_prints_nothing_on_standard_output(int expected, params string[] arguments)
    {
        var (code, output, errors) = await ProductProcess.RunAsync(_database, [.. arguments, "--json"]);
        Assert.Equal((expected, ""), (code, output));
        Assert.NotEqual("", errors);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_give_the_shapes_that_scripts_rely_on()
    {
        await using var commands = Commands.On(_database);
        await commands.JsonAsync("tenant", "create", "acme", "--name", "Acme Architects");

        // The output of its process is the document and nothing beside.
        var made = await ProductProcess.JsonAsync(_database, "connection", "create", "--tenant", "acme", "--provider", "entra");
        Assert.Equal(["connectionId", "tenant", "provider", "entityId", "replyUrl", "scimUrl", "tokenId", "secretToken", "expiresAt"], made.AsObject().Select(p => p.Key).Where(k => k != "name"));
        var rotated = await commands.JsonAsync("token", "rotate", Text(made, "connectionId"));
        Assert.Equal(["tokenId", "secretToken", "expiresAt", "previousTokenId", "previousValidUntil", "kind", "scopes", "addressRanges", "tokenUrl", "clientId", "clientSecret"], rotated.AsObject().Select(p => p.Key));
        var shown = await commands.JsonAsync("connection", "show", Text(made, "connectionId"));
        Assert.Equal(Text(made, "scimUrl"), Text(shown, "scimUrl"));
        Assert.Single((await commands.JsonAsync("connection", "list", "--tenant", "acme")).AsArray());
        Assert.Equal("acme", Text((await commands.JsonAsync("tenant", "list")).AsArray().Single()!, "slug"));
    }

    [Fact]
    public async Task Audit_is_verified_and_listed_by_commands()
    {
        await using var commands = Commands.On(_database);
        var made = await commands.ConnectionAsync("acme");
        var id = Text(made, "connectionId");
        await commands.JsonAsync("token", "revoke", id, Text(made, "tokenId"), "--reason", "Ticket 4711");
        var listed = (await commands.JsonAsync("audit", "list", "--connection", id, "--kind", "token")).AsArray();
        Assert.Equal(["token.revoke", "token.rotate"], listed.Select(entry => Text(entry!, "action")));
        Assert.Equal(("Ticket 4711", null), (Text(listed[0]!, "reason"), listed[0]!["address"]));
        var verified = await commands.JsonAsync("audit", "verify");
        Assert.True(verified["holds"]!.GetValue<bool>());
        Assert.Equal(4, verified["entries"]!.GetValue<long>());

        var before = _database + ".heads.json";
        await File.WriteAllTextAsync(before, verified.ToJsonString(), Cancel);
        await commands.JsonAsync("connection", "disable", id);
        await commands.JsonAsync("audit", "verify", "--against", before);
        await using (var file = new SqliteConnection($"Data Source={_database};Pooling=False"))
        {
            await file.OpenAsync(Cancel);
            await using var tamper = file.CreateCommand();
            tamper.CommandText = "UPDATE audit SET reason='Ticket 4712' WHERE number=4";
            await tamper.ExecuteNonQueryAsync(Cancel);
        }

        var (code, output, _) = await ProductProcess.RunAsync(_database, ["audit", "verify", "--json"]);
        Assert.Equal((1, "changed"), (code, Text(JsonNode.Parse(output)!["broken"]!, "fault")));
        (code, output, _) = await commands.RunAsync("audit", "verify");
        Assert.Equal((1, "Entry 4 of acme does not hold: it was changed after it was written."), (code, output.Split('\n')[0].TrimEnd()));
        (code, _, var errors) = await commands.RunAsync("audit", "verify", "--against", _database);
        Assert.Equal(2, code);
        Assert.Contains("can't be read", errors, StringComparison.Ordinal);
    }

    private static HttpClient Client(ProductProcess server, JsonNode connection, string? secret = null)
    {
        var client = new HttpClient { BaseAddress = new Uri($"{server.Address}/scim/v2/connections/{Text(connection, "connectionId")}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret ?? Text(connection, "secretToken"));
        return client;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/scim+json");
}
