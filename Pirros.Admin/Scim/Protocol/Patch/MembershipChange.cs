namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>One change of a group's members; they are distinct and in the order they were sent.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Members">Whom it is about; empty for <see cref="MembershipChangeKind.RemoveAll"/>.</param>
internal sealed record MembershipChange(MembershipChangeKind Kind, IReadOnlyList<MemberValue> Members)
{
    public static MembershipChange Add(IReadOnlyList<MemberValue> members) => new(MembershipChangeKind.Add, members);

    public static MembershipChange Remove(IReadOnlyList<MemberValue> members) => new(MembershipChangeKind.Remove, members);

    public static MembershipChange RemoveAll { get; } = new(MembershipChangeKind.RemoveAll, []);

    public static MembershipChange ReplaceAll(IReadOnlyList<MemberValue> members) => members.Count == 0 ? RemoveAll : new(MembershipChangeKind.ReplaceAll, members);

    /// <summary>Whether it may bring members that were none before.</summary>
    public bool Adds => Kind is MembershipChangeKind.Add or MembershipChangeKind.ReplaceAll;
}
