using System.Text.Json;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A connection with people, a brake, and what is done with them.</summary>
public abstract class DeactivationSteps(Func<Task<TestStore>> create) : StoreContract(create)
{
    private protected static readonly Actor Mara = new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", new TenantId("acme"), "203.0.113.4");
    private protected static readonly Actor Stranger = new(ActorKind.TenantAdmin, "auth0|eve", "Eve", new TenantId("other"));
    private protected static readonly Actor Support = new(ActorKind.Support, "demo|samira", "Samira Okafor");
    private protected static readonly BrakeSettings Holds = new(BrakeMode.Hold, 10, 5, 60);

    private protected ConnectionId _connection;

    private protected DeactivationService Deactivations => Store.Get<DeactivationService>();

    private protected DateTimeOffset Now => Store.Clock.GetUtcNow();

    private protected async Task<List<string>> FillAsync(BrakeSettings? settings)
    {
        _connection = (await Store.ConnectionAsync()).Id;
        if (settings is not null)
            await Deactivations.SetAsync(Mara, _connection, settings, Cancel);
        return await UsersAsync(20);
    }

    private protected async Task<List<string>> UsersAsync(int count)
    {
        List<string> ids = [];
        for (var i = 0; i < count; i++)
        {
            using var body = JsonDocument.Parse($$"""{"userName":"u{{i}}@acme.example","active":true}""");
            ids.Add((await Store.Get<ResourceOperations>().CreateAsync(_connection, ResourceTypes.User, body.RootElement, Cancel)).Stored.Id);
        }

        return ids;
    }

    private protected async Task DeactivateAsync(params IEnumerable<string> people)
    {
        foreach (var id in people)
            await DeactivateAsync(Store, id);
    }

    private protected Task DeactivateAsync(TestStore store, string id, DateTimeOffset? received = null) => PatchAsync(store, id, "false", received);

    private protected Task PatchAsync(string id, string active) => PatchAsync(Store, id, active, null);

    private protected async Task PatchAsync(TestStore store, string id, string active, DateTimeOffset? received)
    {
        using var body = JsonDocument.Parse($$"""{"Operations":[{"op":"replace","path":"active","value":{{active}}}]}""");
        await store.Get<ResourceOperations>().PatchAsync(_connection, ResourceTypes.User, id, body.RootElement, null, Cancel, new WriteOrigin(received));
    }

    private protected Task<OperationResult> DeleteAsync(string id) => Store.Get<ResourceOperations>().DeleteAsync(_connection, ResourceTypes.User, id, null, Cancel, new WriteOrigin(Now));

    private protected async Task<(int Status, int? Seconds)> RefusedAsync(string id)
    {
        var refused = await Assert.ThrowsAsync<ScimException>(() => DeactivateAsync(Store, id));
        Assert.Contains($"/connections/{_connection}/deactivations", refused.Detail, StringComparison.Ordinal);
        return (refused.Status, refused.RetryAfter);
    }

    private protected async Task<StoredResource> FindAsync(string id) => (await Store.Get<IResourceStore>().FindAsync(_connection, ResourceTypes.User, id, Cancel))!;

    private protected async Task<IReadOnlyList<DeactivationReceipt>> ReceiptsAsync() => await Deactivations.ReceiptsAsync(Mara, _connection, new ReceiptQuery(Now.AddDays(-1), Now.AddDays(1)), Cancel);

    private protected Task<ConnectionSummary> SummaryAsync() => Store.Get<ConnectionService>().GetAsync(Mara, _connection, Cancel);

    private protected async Task<(ConnectionCondition Condition, ConnectionState State)> ConditionAsync() => ConnectionConditions.WorstOf((await SummaryAsync()) with { LiveTokens = 1, LastRequestAt = Now, LastStatus = 200, LastSuccessAt = Now }, Now);

    private protected async Task<(string Action, string Target)> NewestAuditAsync() => (await AuditAsync())[0] is var newest ? (newest.Action, newest.Target) : default;

    private protected async Task<List<AuditEntry>> AuditAsync()
        => [.. (await Store.Get<IAuditStore>().ListAsync(new AuditFilter(), new AuditTurn(), 100, Cancel)).Select(record => record.Entry)];

    /// <summary>Adds somebody as a request does once it is read: where writes are gathered it waits with others when this returns.</summary>
    private protected Task<WriteOutcome> AddAsync(string name, CancellationToken? cancel = null, ConnectionId? connection = null)
    {
        var id = Guid.CreateVersion7().ToString();
        var write = new ResourceWrite(
            ResourceTypes.User, id, new ResourceKeys(name.ToLowerInvariant(), null, true, null, [$"{name}@acme.example"]), new ResourceMeta("User", Now, Now, 1), JsonSerializer.SerializeToUtf8Bytes(new { id, userName = name }), [], Guid.CreateVersion7());
        return Store.Get<IResourceStore>().AddAsync(connection ?? _connection, write, besideFormer: true, cancel ?? Cancel);
    }

    /// <summary>The same of a change that leaves everything as it is but for the version, and whether they are active.</summary>
    private protected Task<WriteOutcome> ChangeAsync(StoredResource person, bool active = true, long? expectedVersion = null)
    {
        var keys = ResourceWriting.KeysOf(person.Read());
        var write = new ResourceWrite(ResourceTypes.User, person.Id, keys with { Active = active }, person.Meta with { Version = person.Version + 1 }, person.Document.ToArray(), [], Guid.CreateVersion7());
        return Store.Get<IResourceStore>().ReplaceAsync(_connection, write, keys, expectedVersion ?? person.Version, Cancel);
    }

    private protected Task<(long Total, long Active)> CountedAsync()
        => Store.Get<SqlSessionPool>().ReadAsync(session => session.FirstAsync(DirectorySql.Count, [_connection.Value, "User"], row => (row.GetInt64(0), row.GetInt64(1)), Cancel), Cancel).AsTask();
}
