using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>The port to where users and groups are kept. Every call is bound to a connection, and none costs more because the connection has many users.</summary>
internal interface IResourceStore
{
    /// <summary>One resource by id, or null.</summary>
    ValueTask<StoredResource?> FindAsync(ConnectionId connection, ResourceType type, string id, CancellationToken cancel);

    /// <summary>One resource by its unique name (case-folded), or null.</summary>
    ValueTask<StoredResource?> FindByNameAsync(ConnectionId connection, ResourceType type, string nameKey, CancellationToken cancel);

    /// <summary>An inactive resource with that externalId, or null: the one that changed last when there are several.</summary>
    ValueTask<StoredResource?> FindInactiveAsync(ConnectionId connection, ResourceType type, string externalId, CancellationToken cancel);

    /// <summary>A page of the resources that match, in the order of their ids.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="type">The type.</param>
    /// <param name="filter">Which; null means all.</param>
    /// <param name="startIndex">Of the first result on the page, from 1 (RFC 7644 §3.4.2.4).</param>
    /// <param name="count">At most so many; 0 asks for the total alone.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<ResourcePage> QueryAsync(ConnectionId connection, ResourceType type, BoundFilter? filter, int startIndex, int count, CancellationToken cancel);

    /// <summary>Adds a resource. Ends <see cref="WriteOutcome.Done"/> or <see cref="WriteOutcome.NameTaken"/>.</summary>
    Task<WriteOutcome> AddAsync(ConnectionId connection, ResourceWrite added, CancellationToken cancel);

    /// <summary>Puts a resource in the place of its version <paramref name="expectedVersion"/>, whose keys were <paramref name="before"/>.</summary>
    Task<WriteOutcome> ReplaceAsync(ConnectionId connection, ResourceWrite after, ResourceKeys before, long expectedVersion, CancellationToken cancel);

    /// <summary>Deletes a resource; <see cref="WriteOutcome.Stale"/> when it is not there, or has another version than the one given.</summary>
    Task<WriteOutcome> DeleteAsync(ConnectionId connection, ResourceType type, string id, long? expectedVersion, CancellationToken cancel);
}

/// <summary>What clients match on, beside the document.</summary>
/// <param name="Name">The unique name, case-folded: a user's userName, a group's displayName.</param>
/// <param name="ExternalId">externalId (case-exact), or null.</param>
/// <param name="Active">active; true where the type has none.</param>
/// <param name="Display">displayName, case-folded, or null.</param>
/// <param name="Emails">E-mail values of at most <see cref="LongestEmail"/> characters, case-folded, each once, in order.</param>
internal sealed record ResourceKeys(string Name, string? ExternalId, bool Active, string? Display, IReadOnlyList<string> Emails)
{
    /// <summary>E-mail values up to this many characters are matched by an index; a longer one, which no mail system takes, is found in the document.</summary>
    public const int LongestEmail = 512;
}

/// <summary>A resource to be written.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its id.</param>
/// <param name="Keys">What clients match on.</param>
/// <param name="CreatedAt">meta.created.</param>
/// <param name="ModifiedAt">meta.lastModified.</param>
/// <param name="Version">The version that it is written as.</param>
/// <param name="Document">The JSON as it is sent, but for meta.location.</param>
internal sealed record ResourceWrite(ResourceType Type, string Id, ResourceKeys Keys, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt, long Version, byte[] Document);
