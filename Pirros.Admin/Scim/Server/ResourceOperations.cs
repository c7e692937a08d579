using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Quirks;

namespace Pirros.Admin.Scim.Server;

/// <summary>The operations that change a directory (RFC 7644 §3.3, §3.5, §3.6), each bound to a connection. An operation is done wholly or not at all.</summary>
internal sealed class ResourceOperations(IResourceStore store, IMembershipStore memberships, TimeProvider clock)
{
    // Two writers of one resource: the later one reads again and applies its change to what is there now.
    private const int Attempts = 20;

    // Okta tries ten times after a 429, which gives a person ten minutes; Entra ID's cycle goes on in a minute, and fails little meanwhile.
    private const int HeldSeconds = 60;

    /// <summary>Creates a resource (RFC 7644 §3.3), or brings back the deactivated user that the body is about.</summary>
    /// <exception cref="ScimException">400 for a body that can't be a resource; 409 uniqueness when another one has the name.</exception>
    public Task<OperationResult> CreateAsync(ConnectionId connection, ResourceType type, JsonElement body, CancellationToken cancel)
        => CreateAsync(connection, NewResource.Bind(body, type), cancel);

    /// <summary>The same of a body that is bound already.</summary>
    public async Task<OperationResult> CreateAsync(ConnectionId connection, NewResource created, CancellationToken cancel)
        => (await CreateAsync(connection, created, restores: true, cancel))!;

    /// <summary>The same, unless it would bring somebody back: then nothing is done, and it is null.</summary>
    public Task<OperationResult?> TryCreateNewAsync(ConnectionId connection, NewResource created, CancellationToken cancel) => CreateAsync(connection, created, restores: false, cancel);

    /// <summary>An id and its moment: the later of two has the greater id.</summary>
    public (string Id, DateTimeOffset Created) NewIdentity()
    {
        // The order of ids is the order of meta.created, and answers who sorts by that.
        var (id, moment) = OrderedId.Next(clock);
        return (id.ToString(), Whole(moment));
    }

    private async Task<OperationResult?> CreateAsync(ConnectionId connection, NewResource created, bool restores, CancellationToken cancel)
    {
        var (resource, members, ignored) = created;
        var type = resource.ResourceType;
        var besideFormer = false;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (id, now) = created.Identity ?? NewIdentity();
            var write = ResourceWriting.Of(resource, id, now, now, 1, members.Count == 0 ? [] : [MembershipChange.Add(members)]);
            switch (await store.AddAsync(connection, write, besideFormer, cancel))
            {
                case WriteOutcome.Done:
                    return new OperationResult(write.ToStored(inGroups: false), OperationEffect.Created, ResourceWriting.Subject(resource), ignored) { Trace = new ChangeTrace(write.Change, null) };
                case WriteOutcome.UnknownMember:
                    throw await UnknownMemberAsync(connection, write.Members, cancel);
            }

            if (await FindInactiveAsync(connection, resource, cancel) is not { } former)
            {
                if (await store.FindByNameAsync(connection, type, write.Keys.Name, cancel) is not null)
                    throw NameTaken(resource);
                besideFormer = true;
            }
            else if (!restores)
            {
                return null;
            }
            else
            {
                var before = former.Read();
                if (await TryReplaceAsync(connection, former, before, resource, [], default, cancel) is { } restored)
                    return new OperationResult(restored.Stored, OperationEffect.Restored, restored.Subject, ignored) { Changes = restored.Changes, Trace = restored.Trace };
            }
        }

        throw Contended(type);
    }

    /// <summary>Replaces a resource (RFC 7644 §3.5.1).</summary>
    public Task<OperationResult> ReplaceAsync(ConnectionId connection, ResourceType type, string id, JsonElement body, string? ifMatch, CancellationToken cancel, WriteOrigin origin = default)
    {
        var bound = ResourceBinder.Bind(body, type, KnownQuirks.All);

        // Members that are not named are none, like every other attribute (RFC 7644 §3.5.1).
        IReadOnlyList<MembershipChange> members = type.HasMembers() ? [MembershipChange.ReplaceAll(MemberValues.In(body, type))] : [];
        return ChangeAsync(
            connection,
            type,
            id,
            ifMatch,
            before =>
            {
                var after = ActiveState.Complete(bound.Resource, before);
                ResourceValidator.ValidateReplace(before, after);
                return new Change(after, bound.Ignored.Count, members, bound.Resource.Active == true);
            },
            origin,
            cancel);
    }

    /// <summary>Changes a resource by PATCH (RFC 7644 §3.5.2).</summary>
    public Task<OperationResult> PatchAsync(ConnectionId connection, ResourceType type, string id, JsonElement body, string? ifMatch, CancellationToken cancel, WriteOrigin origin = default)
        => PatchAsync(connection, type, id, PatchRequest.Read(body), ifMatch, cancel, origin);

    /// <summary>The same of a request that is read already.</summary>
    public async Task<OperationResult> PatchAsync(ConnectionId connection, ResourceType type, string id, IReadOnlyList<PatchOperation> operations, string? ifMatch, CancellationToken cancel, WriteOrigin origin = default)
    {
        var (members, rest) = type.HasMembers() ? MembershipPatch.Split(operations) : new MembershipSplit([], operations);
        if (rest.Count == 0 && ifMatch is null)
            return await ChangeMembersAsync(connection, type, id, members, expectedVersion: null, 0, cancel) ?? throw NotFound(type, id);
        return await ChangeAsync(
            connection,
            type,
            id,
            ifMatch,
            before =>
            {
                var patched = PatchEngine.Apply(before, rest, KnownQuirks.All);
                var after = ActiveState.Keep(patched.Resource, before);
                ResourceValidator.Validate(after);
                return new Change(after, patched.Ignored.Count, members, origin.HoldsSomebody && Activates(before, rest));
            },
            origin,
            cancel);
    }

    /// <summary>Deletes a resource (RFC 7644 §3.6).</summary>
    public async Task<OperationResult> DeleteAsync(ConnectionId connection, ResourceType type, string id, string? ifMatch, CancellationToken cancel, WriteOrigin origin = default)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await RequireAsync(connection, type, id, ifMatch, cancel);
            var now = Now();
            switch (await store.DeleteAsync(connection, type, id, stored.Version, now, cancel, origin))
            {
                case WriteOutcome.Done:
                    return new OperationResult(stored, OperationEffect.Deleted, ResourceWriting.Subject(stored), 0) { Trace = new ChangeTrace(OrderedId.Next(now), stored.LastChange) };
                case WriteOutcome.Held:
                    throw Held(connection);
                case WriteOutcome.Rejected:
                    throw Rejected(connection);
            }
        }

        throw Contended(type);
    }

    private async Task<OperationResult> ChangeAsync(
        ConnectionId connection, ResourceType type, string id, string? ifMatch, Func<ScimResource, Change> change, WriteOrigin origin, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await RequireAsync(connection, type, id, ifMatch, cancel);
            var before = stored.Read();
            var (after, ignored, members, activates) = change(before);
            if (origin.HoldsSomebody && activates && after.Active == true)
                await store.ForgetHeldAsync(connection, id, cancel);
            if (ResourceWriting.SameContent(before, after))
            {
                if (members.Count == 0)
                    return new OperationResult(stored, OperationEffect.Unchanged, ResourceWriting.Subject(before), ignored);
                if (await ChangeMembersAsync(connection, type, id, members, stored.Version, ignored, cancel) is { } changed)
                    return changed;
            }
            else if (await TryReplaceAsync(connection, stored, before, after, members, origin, cancel) is { } written)
            {
                return new OperationResult(written.Stored, EffectOf(before, after), written.Subject, ignored) { Changes = written.Changes, Trace = written.Trace };
            }
        }

        throw Contended(type);
    }

    /// <summary>Changes who is in a group and nothing else; null when it is not there, or has not the expected version.</summary>
    private async Task<OperationResult?> ChangeMembersAsync(
        ConnectionId connection, ResourceType type, string id, IReadOnlyList<MembershipChange> members, long? expectedVersion, int ignored, CancellationToken cancel)
    {
        var result = await memberships.ChangeAsync(connection, type, id, members, expectedVersion, Now(), cancel);
        if (result.Outcome == WriteOutcome.UnknownMember)
            throw await UnknownMemberAsync(connection, members, cancel);
        return result.Group is { } group
            ? new OperationResult(group, result.Changed ? OperationEffect.MembersChanged : OperationEffect.Unchanged, ResourceWriting.Subject(group), ignored)
            : null;
    }

    /// <summary>Writes <paramref name="after"/> over a stored resource, keeping its id and creation; null when somebody else wrote it meanwhile.</summary>
    private async Task<(StoredResource Stored, string? Subject, ChangeTrace Trace, IReadOnlyList<ValueChange> Changes)?> TryReplaceAsync(
        ConnectionId connection, StoredResource stored, ScimResource before, ScimResource after, IReadOnlyList<MembershipChange> members, WriteOrigin origin, CancellationToken cancel)
    {
        var write = ResourceWriting.Of(after, stored.Id, stored.Meta.Created, After(stored.Meta.LastModified), stored.Version + 1, members) with { Origin = origin, Changed = ResourceChanges.Between(before, after) };
        return await store.ReplaceAsync(connection, write, ResourceWriting.KeysOf(before), stored.Version, cancel) switch
        {
            WriteOutcome.Done => (write.ToStored(stored.InGroups), ResourceWriting.Subject(after), new ChangeTrace(write.Change, stored.LastChange), write.Changed),
            WriteOutcome.NameTaken => throw NameTaken(after),
            WriteOutcome.UnknownMember => throw await UnknownMemberAsync(connection, members, cancel),
            WriteOutcome.Held => throw Held(connection),
            WriteOutcome.Rejected => throw Rejected(connection),
            _ => null,
        };
    }

    /// <summary>The deactivated user that a create is about: the one with its name, else the only one with its externalId.</summary>
    private async ValueTask<StoredResource?> FindInactiveAsync(ConnectionId connection, ScimResource resource, CancellationToken cancel)
    {
        var type = resource.ResourceType;
        if (!type.HasActive())
            return null;
        if (await store.FindByNameAsync(connection, type, ResourceWriting.KeysOf(resource).Name, cancel) is { } named)
            return named.Read().Active == false ? named : null;
        return resource.ExternalId is { } externalId ? await store.FindInactiveAsync(connection, type, externalId, cancel) : null;
    }

    private async ValueTask<StoredResource> RequireAsync(ConnectionId connection, ResourceType type, string id, string? ifMatch, CancellationToken cancel)
    {
        var stored = await store.FindAsync(connection, type, id, cancel) ?? throw NotFound(type, id);
        return ifMatch is null || EntityTag.Names(ifMatch, stored.Version)
            ? stored
            : throw ScimException.PreconditionFailed($"The resource has changed: its version is {EntityTag.Of(stored.Version)}, If-Match names another. Read it again, then repeat the change.");
    }

    // Whoever asks for what changed since a moment would miss a change that a clock which was set back puts before it.
    private DateTimeOffset After(DateTimeOffset last) => Now() is var now && now < last ? last : now;

    // meta tells milliseconds, and the columns beside the document tell the same.
    private DateTimeOffset Now() => Whole(clock.GetUtcNow());

    private static DateTimeOffset Whole(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>Whether a patch says that somebody is active, whatever they are: it would make active who is not.</summary>
    private static bool Activates(ScimResource before, IReadOnlyList<PatchOperation> operations)
        => before.ResourceType.Root.Find("active") is { } active && PatchEngine.Apply(before.With(active, ScimBoolean.Of(false)), operations, KnownQuirks.All).Resource.Active == true;

    private static OperationEffect EffectOf(ScimResource before, ScimResource after) => (before.Active != false, after.Active != false) switch
    {
        (true, false) => OperationEffect.Deactivated,
        (false, true) => OperationEffect.Reactivated,
        _ => OperationEffect.Updated,
    };

    private async Task<ScimException> UnknownMemberAsync(ConnectionId connection, IReadOnlyList<MembershipChange> members, CancellationToken cancel)
    {
        var added = members.Where(m => m.Adds).SelectMany(m => m.Members).Select(m => m.Id).ToList();
        var unknown = await memberships.FirstUnknownAsync(connection, added, cancel);
        return ScimException.InvalidValue($"members: there is no user or group with the id '{Shown.Of(unknown)}' on this connection. Create it first, then add it.");
    }

    private static ScimException NotFound(ResourceType type, string id) => ScimException.NotFound($"There is no {type.Name} with the id '{Shown.Of(id)}' on this connection.");

    private static ScimException NameTaken(ScimResource resource)
        => ScimException.Uniqueness(resource.ResourceType.HasActive()
            ? $"userName: '{Shown.Of(resource.UserName)}' belongs to another user of this connection. Match that user and update it, or use another userName."
            : $"displayName: '{Shown.Of(resource.DisplayName)}' belongs to another {resource.ResourceType.Name} of this connection.");

    private static ScimException Held(ConnectionId connection) => new(
        429,
        null,
        "More people are being deactivated than is usual on this connection, so this deactivation waits until a person releases or rejects it. Nothing was changed, and the user is still active. "
        + $"Who waits, and the two buttons, are in the portal at /connections/{connection}/deactivations. Send the request again later: it goes through once it is released.")
    {
        RetryAfter = HeldSeconds,
        IsHeld = true,
    };

    private static ScimException Rejected(ConnectionId connection) => new(
        409,
        null,
        "A person rejected this deactivation in the portal, so nothing was changed and the user is still active. If the person is to keep the account, assign them to this application again. "
        + $"If not, an admin takes the rejection back in the portal at /connections/{connection}/deactivations, and the request can be sent again.")
    {
        IsHeld = true,
    };

    private static ScimException Contended(ResourceType type)
        => new(503, null, $"The {type.Name} is being changed by too many requests at once. Repeat the request.") { RetryAfter = 1 };

    /// <summary>What a request makes of a resource.</summary>
    private sealed record Change(ScimResource After, int Ignored, IReadOnlyList<MembershipChange> Members, bool Activates);
}
