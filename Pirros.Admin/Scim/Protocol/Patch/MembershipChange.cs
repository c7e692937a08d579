namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>One change of a group's members; the ids are distinct and in the order they were sent.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Ids">Whom it is about; empty for <see cref="MembershipChangeKind.RemoveAll"/>.</param>
internal sealed record MembershipChange(MembershipChangeKind Kind, IReadOnlyList<string> Ids)
{
    public static MembershipChange Add(IReadOnlyList<string> ids) => new(MembershipChangeKind.Add, ids);

    public static MembershipChange Remove(IReadOnlyList<string> ids) => new(MembershipChangeKind.Remove, ids);

    public static MembershipChange RemoveAll { get; } = new(MembershipChangeKind.RemoveAll, []);

    public static MembershipChange ReplaceAll(IReadOnlyList<string> ids) => ids.Count == 0 ? RemoveAll : new(MembershipChangeKind.ReplaceAll, ids);
}
