namespace Pirros.Admin.Scim.Server;

/// <summary>A member of a group, or a group of a user (RFC 7643 §4.1.2, §4.2).</summary>
/// <param name="Id">Of the member, or of the group.</param>
/// <param name="Kind">Its <c>type</c>: of a member <c>User</c> or <c>Group</c>; of a group <c>direct</c>, or <c>indirect</c> through another group.</param>
/// <param name="Display">What people call it; null when it has no displayName.</param>
internal sealed record Membership(string Id, string Kind, string? Display);
