using System.Text.Json.Nodes;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>A directory in memory, in the order of user names whatever is asked; the real orders are tested on the databases.</summary>
public sealed class FakeDirectoryStore(PortalData data) : IDirectoryStore
{
    public Task<DirectoryWindow> ListAsync(ConnectionId connection, DirectoryKind kind, DirectoryQuery query, int count, CancellationToken cancel)
    {
        data.Check();
        var matching = Of(kind).Where(entry => query.Active is null || entry.Active == query.Active).Where(entry => query.Search is null || Name(entry).StartsWith(query.Search, StringComparison.OrdinalIgnoreCase)).ToList();
        var ordered = matching.Select(entry => entry with { Key = Name(entry) }).OrderBy(entry => entry.Key, StringComparer.Ordinal);
        var reading = query.Place?.Backward == true ? ordered.Reverse() : ordered;
        var from = query.Place is { } place ? reading.SkipWhile(entry => entry.Id != place.Id).Skip(1) : reading;
        return Task.FromResult(new DirectoryWindow([.. from.Take(count)], matching.Count, More: false));
    }

    public Task<(DirectoryEntry Entry, IReadOnlyList<DeclaredSchema> Declared)?> FindAsync(ConnectionId connection, DirectoryKind kind, string id, CancellationToken cancel)
    {
        data.Check();
        return Task.FromResult<(DirectoryEntry, IReadOnlyList<DeclaredSchema>)?>(Of(kind).FirstOrDefault(entry => entry.Id == id) is { } found ? (found, data.Schemas.GetValueOrDefault(connection) ?? []) : null);
    }

    public Task<IReadOnlyList<DirectoryEntry>> FindManyAsync(ConnectionId connection, DirectoryKind kind, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<DirectoryEntry>>([.. Of(kind).Where(entry => ids.Contains(entry.Id))]);

    public Task<IReadOnlyList<DirectoryMembership>> GroupsOfAsync(ConnectionId connection, string id, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<DirectoryMembership>>([.. data.Members.Where(one => one.Member == id).Select(one => new DirectoryMembership(one.Group, Name(Of(DirectoryKind.Group).First(group => group.Id == one.Group)), true))]);

    public Task<IReadOnlyList<MemberEntry>> MembersAsync(ConnectionId connection, string group, DirectoryPlace? place, int count, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<MemberEntry>>(
            [.. data.Members.Where(one => one.Group == group).Select(one => Of(DirectoryKind.User).First(user => user.Id == one.Member)).Select(user => new MemberEntry(user.Id, DirectoryKind.User, null, user.Active, user.Document)).Take(count)]);

    public Task RecordAsync(AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        data.Audit.Add(audit);
        return Task.CompletedTask;
    }

    private IEnumerable<DirectoryEntry> Of(DirectoryKind kind) => data.Directory.Where(one => one.Kind == kind).Select(one => one.Entry);

    private static string Name(DirectoryEntry entry)
    {
        var document = JsonNode.Parse(entry.Document.Span)!;
        return (document["displayName"] ?? document["userName"])!.GetValue<string>();
    }
}
