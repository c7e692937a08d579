using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>The port to who is a member of what. Memberships are rows, so that a change costs the same in a group of any size.</summary>
internal interface IMembershipStore
{
    /// <summary>The members of groups, by the group's id, in the order of their ids.</summary>
    ValueTask<ILookup<string, Membership>> MembersAsync(ConnectionId connection, IReadOnlyCollection<string> groups, CancellationToken cancel);

    /// <summary>The groups of users, direct and indirect, by the user's id.</summary>
    ValueTask<ILookup<string, Membership>> GroupsAsync(ConnectionId connection, IReadOnlyCollection<string> users, CancellationToken cancel);

    /// <summary>Changes the members of a group and nothing else.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="type">The type of the group.</param>
    /// <param name="id">The group's id.</param>
    /// <param name="changes">What to do, in order.</param>
    /// <param name="expectedVersion">The version that the group must have; null for any.</param>
    /// <param name="now">When, for its <c>meta.lastModified</c>.</param>
    /// <param name="cancel">Gives up.</param>
    Task<MembershipResult> ChangeAsync(
        ConnectionId connection, ResourceType type, string id, IReadOnlyList<MembershipChange> changes, long? expectedVersion, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The first of the ids that is no user or group of the connection; null when all are.</summary>
    ValueTask<string?> FirstUnknownAsync(ConnectionId connection, IReadOnlyCollection<string> members, CancellationToken cancel);
}

/// <summary>How a change of members ended.</summary>
/// <param name="Outcome">Done, stale (also when there is no such group), or an unknown member.</param>
/// <param name="Group">The group as it is now, when done.</param>
/// <param name="Changed">Whether anybody came or went; when not, the group's version is what it was.</param>
internal sealed record MembershipResult(WriteOutcome Outcome, StoredResource? Group = null, bool Changed = false);
