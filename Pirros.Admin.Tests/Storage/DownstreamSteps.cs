using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A tenant with subscribers, what changes in its directory, and what is delivered of it.</summary>
public abstract class DownstreamSteps(Func<Task<TestStore>> create) : StoreContract(create)
{
    private protected const string Owner = "this";
    private protected static readonly TenantId Acme = new("acme");

    private protected ResourceOperations Operations => Store.Get<ResourceOperations>();

    private protected IOutbox Outbox => Store.Get<IOutbox>();

    private protected IDeliveryStore Deliveries => Store.Get<IDeliveryStore>();

    private protected DateTimeOffset Now => Store.Clock.GetUtcNow();

    private protected static Actor Admin => new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", Acme);

    private protected static string Values(IEnumerable<string> ids) => string.Join(',', ids.Select(id => $$"""{"value":"{{id}}"}"""));

    private protected static IEnumerable<string> Ids(DirectoryEvent happened, string which) => JsonNode.Parse(happened.Details!)![which]!.AsArray().Select(id => id!.GetValue<string>());

    private protected async Task<Subscriber> SubscribeAsync(string name = "Product", string? url = "https://product.example/hook", string tenant = "acme")
        => (await Store.Get<SubscriberService>().CreateAsync(new Actor(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", new TenantId(tenant)), new TenantId(tenant), name, url, Cancel)).Subscriber;

    private protected Task<string> UserAsync(ConnectionId connection, string name, string more = "") => CreateAsync(connection, ResourceTypes.User, $$"""{"userName":"{{name}}@acme.example"{{more}}}""");

    private protected async Task<List<DirectoryEvent>> AllAsync(Subscriber subscriber) => [.. (await ReadAsync(subscriber, subscriber.Position, 1_000)).Events];

    private protected async Task<EventPage> ReadAsync(Subscriber subscriber, EventPosition after, int count)
    {
        await EarlierHaveEndedAsync();
        return await Outbox.ReadAsync(subscriber.Tenant, subscriber.Id, after, count, Cancel);
    }

    /// <summary>Waits for every transaction that began before: on PostgreSQL one that writes in another database of the server, as other tests have, holds back the events that came after it.</summary>
    private protected async Task EarlierHaveEndedAsync()
    {
        if (Store.Services.GetService<NpgsqlDataSource>() is not { } source)
            return;
        await using var connection = await source.OpenConnectionAsync(Cancel);
        await using var next = new NpgsqlCommand("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint", connection);
        var begun = (long)(await next.ExecuteScalarAsync(Cancel))!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        await using var oldest = new NpgsqlCommand("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint", connection);
        while ((long)(await oldest.ExecuteScalarAsync(patience.Token))! < begun)
            await Task.Delay(10, patience.Token);
    }

    private protected async Task<string> CreateAsync(ConnectionId connection, ResourceType type, string body)
    {
        using var document = JsonDocument.Parse(body);
        return (await Operations.CreateAsync(connection, type, document.RootElement, Cancel)).Stored.Id;
    }

    private protected async Task PatchAsync(ConnectionId connection, ResourceType type, string id, string operations)
    {
        using var document = JsonDocument.Parse($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""");
        await Operations.PatchAsync(connection, type, id, document.RootElement, null, Cancel);
    }

    private protected async Task LeaseAndFanOutAsync(Subscriber subscriber)
    {
        Assert.NotNull(await Deliveries.LeaseAsync(subscriber.Tenant, subscriber.Id, Owner, Now, Now + TimeSpan.FromDays(1), Cancel));
        await EarlierHaveEndedAsync();
        while (await Deliveries.FanOutAsync(subscriber.Tenant, subscriber.Id, Owner, Now, 3, Cancel))
        {
            // A few at a time, so that the ends of spans are among what is tested.
        }
    }

    private protected async Task<List<(string, string)>> NextAsync(Subscriber subscriber, bool urgent) => [.. (await Deliveries.NextAsync(Acme, subscriber.Id, Now, urgent, 50, Cancel)).Select(d => (d.Event.Subject, d.Event.Type))];

    private protected async Task RecordAsync(Subscriber subscriber, string subject, DeliveryOutcome outcome, TimeSpan? wait = null, bool recovered = false)
    {
        var delivery = (await Deliveries.NextAsync(Acme, subscriber.Id, Now, false, 50, Cancel)).Single(d => d.Event.Subject == subject);
        await Deliveries.RecordAsync(Acme, subscriber.Id, delivery.Event, new DeliveryAttempt(outcome, null, TimeSpan.FromMilliseconds(5), "answer"), Now, new DeliveryConsequence(Now + wait, Recovered: recovered), Cancel);
    }
}
