namespace Pirros.Admin.Directory;

/// <summary>A user or a group as it is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Active">Whether it is active; of a group always.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
/// <param name="ChangedAt">When it last changed, in UTC.</param>
/// <param name="Version">How often it was written.</param>
/// <param name="Key">What a list is sorted by, as it is compared; null when it has none, or outside a list.</param>
/// <param name="Document">The JSON that the identity provider sent, normalised, without <c>meta</c>, members and groups.</param>
public sealed record DirectoryEntry(string Id, bool Active, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, long Version, string? Key, ReadOnlyMemory<byte> Document);

/// <summary>Entries of a list around a place, with how many there are.</summary>
/// <param name="Entries">In the direction in which they were read: turned round when the place is read backward.</param>
/// <param name="Total">How many match in all.</param>
/// <param name="More">Whether more match than were looked at, so that <paramref name="Total"/> is the least.</param>
public sealed record DirectoryWindow(IReadOnlyList<DirectoryEntry> Entries, long Total, bool More);

/// <summary>A member of a group as it is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Display">What the client called it; null when it did not.</param>
/// <param name="Active">Whether it is active.</param>
/// <param name="Document">Its own document; null when it is not in the directory.</param>
public sealed record MemberEntry(string Id, DirectoryKind Kind, string? Display, bool Active, ReadOnlyMemory<byte>? Document);
