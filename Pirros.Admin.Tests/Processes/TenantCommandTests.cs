using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Tests.Processes;

/// <summary>Tenants are moved and deleted by commands beside a server that runs.</summary>
public sealed class TenantCommandTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("pirros-tenants-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder, "pirros.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Server_refuses_the_tokens_of_a_tenant_within_a_second_of_the_start_of_its_deletion_which_may_be_killed()
    {
        using var server = await ProductProcess.StartAsync(Database, Cancel);
        await using var commands = Commands.On(Database);
        var (made, other) = (await commands.ConnectionAsync("acme"), await commands.ConnectionAsync("other-firm"));
        using var client = Client(server, made);
        using var others = Client(server, other);
        await AddAsync(client, "ana@acme.example");
        await AddAsync(others, "ben@other.example");

        using (var deletion = ProductProcess.Start(Database, "tenant", "delete", "acme", "--confirm", "acme", "--reason", "Contract ended"))
        {
            await HiddenAsync();
            var begun = Stopwatch.StartNew();
            while ((await client.GetAsync("Users", Cancel)).StatusCode == HttpStatusCode.OK)
                Assert.True(begun.Elapsed < TimeSpan.FromSeconds(1), "The token was still accepted a second after the deletion began.");
            deletion.Kill();
            await deletion.WaitForExitAsync(Cancel);
            Assert.NotEqual(0, deletion.ExitCode);
        }

        Assert.Equal(["other-firm"], (await commands.JsonAsync("tenant", "list")).AsArray().Select(tenant => tenant!["slug"]!.GetValue<string>()));
        var certificate = await ProductProcess.JsonAsync(Database, "tenant", "delete", "acme", "--confirm", "acme", "--reason", "Again");
        Assert.Equal(("acme", "Contract ended", 1), (certificate["statement"]!["tenant"]!.GetValue<string>(), certificate["statement"]!["reason"]!.GetValue<string>(), certificate["statement"]!["removed"]!["resources"]!.GetValue<int>()));
        Assert.Equal(certificate.ToJsonString(), (await commands.JsonAsync("tenant", "delete", "acme", "--confirm", "acme", "--reason", "Again")).ToJsonString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("Users", Cancel)).StatusCode);
        Assert.Equal(1, JsonNode.Parse(await others.GetStringAsync("Users", Cancel))!["totalResults"]!.GetValue<int>());
        Assert.True((await commands.JsonAsync("audit", "verify"))["holds"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Tenant_is_taken_to_another_installation_whose_server_then_takes_its_tokens()
    {
        JsonNode made;
        var (file, elsewhere) = (Path.Combine(_folder, "acme.jsonl.gz"), Path.Combine(_folder, "elsewhere.db"));
        using (var server = await ProductProcess.StartAsync(Database, Cancel))
        {
            made = await Commands.ConnectionOnAsync(Database);
            using var client = Client(server, made);
            await AddAsync(client, "ana@acme.example");
            Assert.Equal(1, (await Commands.JsonOnAsync(Database, "tenant", "export", "acme", "--out", file))["rows"]!["resources"]!.GetValue<int>());
        }

        using var other = await ProductProcess.StartAsync(elsewhere, Cancel);
        Assert.Equal("acme", (await Commands.JsonOnAsync(elsewhere, "tenant", "import", file))["tenant"]!.GetValue<string>());
        using var reader = Client(other, made);
        Assert.Equal(1, JsonNode.Parse(await reader.GetStringAsync("Users?filter=userName+eq+%22ana@acme.example%22", Cancel))!["totalResults"]!.GetValue<int>());
    }

    private async Task HiddenAsync()
    {
        await using var file = new SqliteConnection($"Data Source={Database};Mode=ReadOnly");
        await file.OpenAsync(Cancel);
        await using var command = file.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM tenants WHERE hidden";
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await command.ExecuteScalarAsync(Cancel) is not 1L)
            await timer.WaitForNextTickAsync(Cancel);
    }

    private static async Task AddAsync(HttpClient client, string name)
    {
        using var body = new StringContent($$"""{"userName":"{{name}}"}""", Encoding.UTF8, "application/scim+json");
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync("Users", body, Cancel)).StatusCode);
    }

    private static HttpClient Client(ProductProcess server, JsonNode connection)
    {
        var client = new HttpClient { BaseAddress = new Uri($"{server.Address}/scim/v2/connections/{connection["connectionId"]!.GetValue<string>()}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", connection["secretToken"]!.GetValue<string>());
        return client;
    }
}
