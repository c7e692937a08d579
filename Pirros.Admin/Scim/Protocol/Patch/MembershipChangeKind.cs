namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>What happens to a group's members.</summary>
internal enum MembershipChangeKind
{
    Add,
    Remove,
    RemoveAll,
    ReplaceAll,
}
