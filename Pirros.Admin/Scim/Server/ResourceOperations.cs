using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Quirks;

namespace Pirros.Admin.Scim.Server;

/// <summary>The operations that change a directory (RFC 7644 §3.3, §3.5, §3.6), each bound to a connection. An operation is done wholly or not at all.</summary>
internal sealed class ResourceOperations(IResourceStore store, TimeProvider clock)
{
    // Two writers of one resource: the later one reads again and applies its change to what is there now.
    private const int Attempts = 20;

    /// <summary>Creates a resource (RFC 7644 §3.3), or brings back the deactivated user that the body is about.</summary>
    /// <exception cref="ScimException">400 for a body that can't be a resource; 409 uniqueness when another one has the name.</exception>
    public async Task<OperationResult> CreateAsync(ConnectionId connection, ResourceType type, JsonElement body, CancellationToken cancel)
    {
        var bound = ResourceBinder.Bind(body, type, KnownQuirks.All);
        var resource = ActiveState.Complete(bound.Resource, before: null);
        ResourceValidator.Validate(resource);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindInactiveAsync(connection, resource, cancel) is { } former)
            {
                if (await TryReplaceAsync(connection, former, resource, cancel) is { } restored)
                    return new OperationResult(restored.Stored, OperationEffect.Restored, restored.Subject, bound.Ignored.Count);
                continue;
            }

            var now = Now();
            var write = ResourceWriting.Of(resource, OrderedId.Next(now).ToString(), now, now, 1);
            if (await store.AddAsync(connection, write, cancel) == WriteOutcome.Done)
                return new OperationResult(new StoredResource(write.Id, write.Version, write.Document), OperationEffect.Created, ResourceWriting.Subject(resource), bound.Ignored.Count);
            if (await store.FindByNameAsync(connection, type, write.Keys.Name, cancel) is { } holder && (!type.HasActive() || StoredDocument.Read(holder.Document, type).Active != false))
                throw NameTaken(resource);
        }

        throw Contended(type);
    }

    /// <summary>Replaces a resource (RFC 7644 §3.5.1).</summary>
    public Task<OperationResult> ReplaceAsync(ConnectionId connection, ResourceType type, string id, JsonElement body, string? ifMatch, CancellationToken cancel)
    {
        var bound = ResourceBinder.Bind(body, type, KnownQuirks.All);
        return ChangeAsync(
            connection,
            type,
            id,
            ifMatch,
            before =>
            {
                var after = ActiveState.Complete(bound.Resource, before);
                ResourceValidator.ValidateReplace(before, after);
                return (after, bound.Ignored.Count);
            },
            cancel);
    }

    /// <summary>Changes a resource by PATCH (RFC 7644 §3.5.2).</summary>
    public Task<OperationResult> PatchAsync(ConnectionId connection, ResourceType type, string id, JsonElement body, string? ifMatch, CancellationToken cancel)
    {
        var operations = PatchRequest.Read(body);
        return ChangeAsync(
            connection,
            type,
            id,
            ifMatch,
            before =>
            {
                var patched = PatchEngine.Apply(before, operations, KnownQuirks.All);
                var after = ActiveState.Complete(patched.Resource, before);
                ResourceValidator.Validate(after);
                return (after, patched.Ignored.Count);
            },
            cancel);
    }

    /// <summary>Deletes a resource (RFC 7644 §3.6).</summary>
    public async Task<OperationResult> DeleteAsync(ConnectionId connection, ResourceType type, string id, string? ifMatch, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await RequireAsync(connection, type, id, ifMatch, cancel);
            if (await store.DeleteAsync(connection, type, id, stored.Version, cancel) == WriteOutcome.Done)
                return new OperationResult(stored, OperationEffect.Deleted, ResourceWriting.Subject(StoredDocument.Read(stored.Document, type)), 0);
        }

        throw Contended(type);
    }

    private async Task<OperationResult> ChangeAsync(
        ConnectionId connection, ResourceType type, string id, string? ifMatch, Func<ScimResource, (ScimResource After, int Ignored)> change, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await RequireAsync(connection, type, id, ifMatch, cancel);
            var before = StoredDocument.Read(stored.Document, type);
            var (after, ignored) = change(before);
            if (ResourceWriting.SameContent(before, after))
                return new OperationResult(stored, OperationEffect.Unchanged, ResourceWriting.Subject(before), ignored);
            if (await TryReplaceAsync(connection, stored, after, cancel) is { } written)
                return new OperationResult(written.Stored, EffectOf(before, after), written.Subject, ignored);
        }

        throw Contended(type);
    }

    /// <summary>Writes <paramref name="after"/> over a stored resource, keeping its id and creation; null when somebody else wrote it meanwhile.</summary>
    private async Task<(StoredResource Stored, string? Subject)?> TryReplaceAsync(ConnectionId connection, StoredResource stored, ScimResource after, CancellationToken cancel)
    {
        var before = StoredDocument.Read(stored.Document, after.ResourceType);
        var now = Now();
        var write = ResourceWriting.Of(after, stored.Id, before.Created ?? now, now, stored.Version + 1);
        return await store.ReplaceAsync(connection, write, ResourceWriting.KeysOf(before), stored.Version, cancel) switch
        {
            WriteOutcome.Done => (new StoredResource(write.Id, write.Version, write.Document), ResourceWriting.Subject(after)),
            WriteOutcome.NameTaken => throw NameTaken(after),
            _ => null,
        };
    }

    /// <summary>The deactivated user that a create is about: the one with its name, else with its externalId.</summary>
    private async ValueTask<StoredResource?> FindInactiveAsync(ConnectionId connection, ScimResource resource, CancellationToken cancel)
    {
        var type = resource.ResourceType;
        if (!type.HasActive())
            return null;
        if (await store.FindByNameAsync(connection, type, ResourceWriting.KeysOf(resource).Name, cancel) is { } named)
            return StoredDocument.Read(named.Document, type).Active == false ? named : null;
        return resource.ExternalId is { } externalId ? await store.FindInactiveAsync(connection, type, externalId, cancel) : null;
    }

    private async ValueTask<StoredResource> RequireAsync(ConnectionId connection, ResourceType type, string id, string? ifMatch, CancellationToken cancel)
    {
        var stored = await store.FindAsync(connection, type, id, cancel) ?? throw ScimException.NotFound($"There is no {type.Name} with the id '{Shown.Of(id)}' on this connection.");
        return ifMatch is null || EntityTag.Names(ifMatch, stored.Version)
            ? stored
            : throw ScimException.PreconditionFailed($"The resource has changed: its version is {EntityTag.Of(stored.Version)}, If-Match names another. Read it again, then repeat the change.");
    }

    // meta tells milliseconds, and the columns beside the document tell the same.
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static OperationEffect EffectOf(ScimResource before, ScimResource after) => (before.Active, after.Active) switch
    {
        (true, false) => OperationEffect.Deactivated,
        (false, true) => OperationEffect.Reactivated,
        _ => OperationEffect.Updated,
    };

    private static ScimException NameTaken(ScimResource resource)
        => ScimException.Uniqueness(resource.ResourceType.HasActive()
            ? $"userName: '{Shown.Of(resource.UserName)}' belongs to another user of this connection. Match that user and update it, or use another userName."
            : $"displayName: '{Shown.Of(resource.DisplayName)}' belongs to another {resource.ResourceType.Name} of this connection.");

    private static ScimException Contended(ResourceType type)
        => new(503, null, $"The {type.Name} is being changed by too many requests at once. Repeat the request.", null);
}
