namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>The operations of a group's PATCH, parted into those on members and the rest; each part keeps its order.</summary>
internal sealed record MembershipSplit(IReadOnlyList<MembershipChange> Members, IReadOnlyList<PatchOperation> Rest);
