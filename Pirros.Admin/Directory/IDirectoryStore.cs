using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;

namespace Pirros.Admin.Directory;

/// <summary>The port to what SCIM wrote, for people to look at. Each call costs the same in a directory of any size.</summary>
public interface IDirectoryStore
{
    /// <summary>At most <paramref name="count"/> entries from the query's place on.</summary>
    Task<DirectoryWindow> ListAsync(ConnectionId connection, DirectoryKind kind, DirectoryQuery query, int count, CancellationToken cancel);

    /// <summary>One entry, with the schemas that its connection declares; null when there is none.</summary>
    Task<(DirectoryEntry Entry, IReadOnlyList<DeclaredSchema> Declared)?> FindAsync(ConnectionId connection, DirectoryKind kind, string id, CancellationToken cancel);

    /// <summary>Those of the entries that are there.</summary>
    Task<IReadOnlyList<DirectoryEntry>> FindManyAsync(ConnectionId connection, DirectoryKind kind, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>The groups that a user or a group is in, those that it is in through another group among them.</summary>
    Task<IReadOnlyList<DirectoryMembership>> GroupsOfAsync(ConnectionId connection, string id, CancellationToken cancel);

    /// <summary>At most <paramref name="count"/> members of a group in the order of their ids, from a place on: in the direction in which they are read.</summary>
    Task<IReadOnlyList<MemberEntry>> MembersAsync(ConnectionId connection, string group, DirectoryPlace? place, int count, CancellationToken cancel);

    /// <summary>Writes down that somebody was shown personal data.</summary>
    Task RecordAsync(AuditEntry audit, CancellationToken cancel);
}
