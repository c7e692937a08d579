using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.SignIn;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Downstream;

/// <summary>Two processes over one PostgreSQL database: one delivers at a time, and the other goes on when it dies or stops.</summary>
public sealed class TakeOverTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly TenantId Acme = new("acme");
    private readonly MovedClock _clock = new();
    private WebhookReceiver _receiver = null!;
    private TestApp _one = null!;
    private TestApp _other = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await server.CreateDatabaseAsync();
        (_one, _other) = (App(), App());
        _receiver = await WebhookReceiver.StartAsync();

        TestApp App() => new TestApp { Replace = services => services.AddSingleton<TimeProvider>(_clock) }.Set(("Database:Provider", "PostgreSql"), ("Database:ConnectionString", database));
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task What_one_process_wrote_another_delivers_and_nobody_twice()
    {
        var connection = await _one.ConnectionAsync();
        await _other.TenantAsync("acme");
        await SubscribeAsync();
        using var scim = _one.ScimClient(connection);
        using var otherScim = _other.ScimClient(connection);
        await Task.WhenAll(CreateAsync(scim, "one", 40), CreateAsync(otherScim, "other", 40));
        var all = await _receiver.WaitAsync(80);
        Assert.Equal(80, all.Select(received => received.Id).Distinct().Count());
        Assert.Equal(80, all.Count);
    }

    [Fact]
    public async Task Lease_of_a_process_that_died_is_taken_over_within_seconds()
    {
        var connection = await _other.ConnectionAsync();
        var subscriber = await SubscribeAsync();
        var now = _clock.GetUtcNow();
        Assert.NotNull(await _other.Get<IDeliveryStore>().LeaseAsync(Acme, subscriber, "a process that died", now, now + SubscriberRun.Lease, Cancel));
        using var scim = _other.ScimClient(connection);
        await CreateAsync(scim, "ana", 1);
        Assert.Empty(_receiver.All);
        _clock.Advance(SubscriberRun.Lease);
        await _receiver.WaitAsync(1);
    }

    [Fact]
    public async Task Process_that_stops_gives_back_what_it_has_and_another_goes_on_at_once()
    {
        var connection = await _other.ConnectionAsync();
        var subscriber = await SubscribeAsync();
        using var ofOne = _one.ScimClient(connection);
        await CreateAsync(ofOne, "first", 1);
        await _receiver.WaitAsync(1);
        await _one.DisposeAsync();
        Assert.Equal((null, true), await LeaseAsync(subscriber));
        using var scim = _other.ScimClient(connection);
        await CreateAsync(scim, "second", 1);
        Assert.Equal(2, (await _receiver.WaitAsync(2)).Select(received => received.Id).Distinct().Count());
    }

    private async Task<(string? Foreign, bool Free)> LeaseAsync(Guid subscriber)
    {
        // Free, or by now the other's own: what must not be is a lease of the one that is gone.
        var now = _clock.GetUtcNow();
        for (var i = 0; i < 100; i++)
        {
            if (await _other.Get<IDeliveryStore>().LeaseAsync(Acme, subscriber, "test", now, now, Cancel) is not null)
                return (null, true);
            await Task.Delay(100, Cancel);
        }

        return ("held", false);
    }

    private async Task<Guid> SubscribeAsync() => (await _other.Get<SubscriberService>().CreateAsync(TestApp.Operator, Acme, "Product", _receiver.Url, Cancel)).Subscriber.Id;

    private static async Task CreateAsync(HttpClient scim, string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var response = await scim.PostAsJsonAsync("Users", new { userName = $"{name}{i}@acme.example" }, Cancel);
            Assert.Equal(201, (int)response.StatusCode);
        }
    }
}
