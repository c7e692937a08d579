using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Preflight;

namespace Pirros.Admin.Tests.Preflight;

/// <summary>Each sequence is played against the product itself, over HTTP.</summary>
public sealed class PreflightServiceTests : IAsyncLifetime
{
    private readonly TestApp _app = new();
    private string _origin = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _origin = _app.Listen().TrimEnd('/');
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static TheoryData<string> Sequences => [.. PreflightSequence.All.Select(sequence => sequence.Name)];

    [Theory]
    [MemberData(nameof(Sequences))]
    public async Task Every_request_of_a_sequence_is_answered_as_the_client_needs_it(string name)
    {
        var (sequence, connection) = (PreflightSequence.All.Single(one => one.Name == name), await NewAsync());
        var exchanges = await RunAsync(connection, sequence);
        Assert.All(exchanges, exchange => Assert.True(exchange.Problem is null, $"{exchange.Step.Does}: {exchange.Problem} {exchange.Answer}"));
        Assert.Equal(sequence.Steps.Count, exchanges.Count);
        Assert.True(PreflightVerdict.Of(sequence, exchanges).Good);
    }

    [Fact]
    public async Task Nothing_of_a_run_stays_and_the_act_is_audited()
    {
        var connection = await NewAsync();
        using var client = _app.ScimClient(connection);
        using var made = await client.PostAsync("Users", new StringContent("""{"userName":"ana@acme.example"}""", System.Text.Encoding.UTF8, "application/scim+json"), Cancel);
        var exchanges = await RunAsync(connection, PreflightSequence.All[0], stopAfter: 5);
        Assert.Contains("totalResults\":1", exchanges[^1].Answer, StringComparison.Ordinal);

        using var users = await client.GetAsync("Users", Cancel);
        var list = await users.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("\"totalResults\":1,", list, StringComparison.Ordinal);
        Assert.DoesNotContain("preflight", list, StringComparison.Ordinal);
        Assert.Equal("preflight.run", (await _app.Get<IAuditStore>().ListAsync(new AuditFilter(connection.Connection.Tenant), default, 1, Cancel))[0].Entry.Action);
        Assert.DoesNotContain(await _app.Get<IActivityStore>().LatestAsync(connection.Connection.Id, 50, Cancel), record => record.Path.Contains("preflight", StringComparison.Ordinal));
        Assert.Equal(1, (await _app.Get<ConnectionService>().GetAsync(TestApp.Operator, connection.Connection.Id, Cancel)).LiveTokens);
    }

    [Fact]
    public async Task Connection_that_is_off_is_told()
    {
        var connection = await NewAsync();
        await _app.Get<ConnectionService>().SetEnabledAsync(TestApp.Operator, connection.Connection.Id, false, Cancel);
        var verdict = PreflightVerdict.Of(PreflightSequence.All[0], await RunAsync(connection, PreflightSequence.All[0]));
        Assert.False(verdict.Good);
        Assert.Contains("switched off", verdict.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_where_nobody_listens_is_told()
    {
        var connection = await NewAsync();
        var exchange = Assert.Single(await RunAsync(connection, PreflightSequence.All[0], url: new Uri("http://127.0.0.1:1/scim/v2/connections/x")));
        Assert.Null(exchange.Status);
        Assert.Contains("could not be reached", PreflightVerdict.Of(PreflightSequence.All[0], [exchange]).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_of_another_tenant_is_out_of_reach()
    {
        var connection = await NewAsync();
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|eve", "Eve", new("other-firm"));
        await Assert.ThrowsAsync<RefusedException>(() => RunAsync(connection, PreflightSequence.All[0], actor: stranger));
    }

    private Task<TestConnection> NewAsync() => _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");

    private async Task<List<PreflightExchange>> RunAsync(TestConnection connection, PreflightSequence sequence, int stopAfter = int.MaxValue, Uri? url = null, Actor? actor = null)
    {
        var exchanges = new List<PreflightExchange>();
        url ??= new Uri($"{_origin}/scim/v2/connections/{connection.Connection.Id}");
        await foreach (var exchange in _app.Get<PreflightService>().RunAsync(actor ?? TestApp.Operator, connection.Connection.Id, sequence, url, Cancel))
        {
            exchanges.Add(exchange);
            if (exchanges.Count == stopAfter)
                break;
        }

        return exchanges;
    }
}
