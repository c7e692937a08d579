using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>The port to where users and groups are kept. Every call is bound to a connection, and none costs more because the connection has many users.</summary>
internal interface IResourceStore
{
    /// <summary>One resource by id, or null.</summary>
    ValueTask<StoredResource?> FindAsync(ConnectionId connection, ResourceType type, string id, CancellationToken cancel);

    /// <summary>One resource by its unique name (case-folded), or null.</summary>
    ValueTask<StoredResource?> FindByNameAsync(ConnectionId connection, ResourceType type, string nameKey, CancellationToken cancel);

    /// <summary>The inactive resource with that externalId: the one that changed last when there are several. Null when there is none, or an active one has it too.</summary>
    ValueTask<StoredResource?> FindInactiveAsync(ConnectionId connection, ResourceType type, string externalId, CancellationToken cancel);

    /// <summary>How many resources match.</summary>
    ValueTask<long> CountAsync(ConnectionId connection, IReadOnlyList<TypeQuery> types, CancellationToken cancel);

    /// <summary>A part of the resources that match, in the order of the query. Without a filter, a part behind a place costs the same wherever the place is.</summary>
    ValueTask<IReadOnlyList<PlacedResource>> QueryAsync(ConnectionId connection, BoundQuery query, CancellationToken cancel);

    /// <summary>
    /// Adds a resource with its members. Ends <see cref="WriteOutcome.Done"/>, <see cref="WriteOutcome.UnknownMember"/>, or <see cref="WriteOutcome.NameTaken"/>: that too
    /// when an inactive resource has its externalId, unless <paramref name="besideFormer"/> says that this has been looked into.
    /// </summary>
    Task<WriteOutcome> AddAsync(ConnectionId connection, ResourceWrite added, bool besideFormer, CancellationToken cancel);

    /// <summary>Puts a resource in the place of its version <paramref name="expectedVersion"/>, whose keys were <paramref name="before"/>.</summary>
    Task<WriteOutcome> ReplaceAsync(ConnectionId connection, ResourceWrite after, ResourceKeys before, long expectedVersion, CancellationToken cancel);

    /// <summary>
    /// Deletes a resource and its memberships; <see cref="WriteOutcome.Stale"/> when it is not there, or has another version than the one given. The groups that
    /// lose a member by that have changed at <paramref name="now"/>.
    /// </summary>
    Task<WriteOutcome> DeleteAsync(ConnectionId connection, ResourceType type, string id, long expectedVersion, DateTimeOffset now, CancellationToken cancel, WriteOrigin origin = default);

    /// <summary>Takes somebody off the list of those whose deactivation waits or was decided about, because the client says that they are active.</summary>
    Task ForgetHeldAsync(ConnectionId connection, string id, CancellationToken cancel);
}
