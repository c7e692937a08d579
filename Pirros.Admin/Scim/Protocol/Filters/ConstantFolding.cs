using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// Answers what is the same for every resource of a type, such as <c>meta.resourceType eq "User"</c>, and leaves the rest: a query of the whole directory then
/// looks at the types alone that can match.
/// </summary>
internal static class ConstantFolding
{
    public static BoundFilter Fold(BoundFilter filter, ResourceType type) => filter switch
    {
        BoundAnd and => Both(Fold(and.Left, type), Fold(and.Right, type), decides: false, (left, right) => new BoundAnd(left, right)),
        BoundOr or => Both(Fold(or.Left, type), Fold(or.Right, type), decides: true, (left, right) => new BoundOr(left, right)),
        BoundNot not => Fold(not.Inner, type) is var inner && inner is BoundConstant constant ? new BoundConstant(!constant.Value) : new BoundNot(inner),
        BoundComparison comparison when IsResourceType(comparison.Attribute) => new BoundConstant(ValueComparer.Matches(comparison, new ScimString(type.Name))),
        BoundPresent present when IsResourceType(present.Attribute) => new BoundConstant(true),
        _ => filter,
    };

    /// <param name="left">One side.</param>
    /// <param name="right">The other side.</param>
    /// <param name="decides">The value of one side that the whole has whatever the other is.</param>
    /// <param name="join">Joins two sides that are both open.</param>
    private static BoundFilter Both(BoundFilter left, BoundFilter right, bool decides, Func<BoundFilter, BoundFilter, BoundFilter> join) => (left, right) switch
    {
        (BoundConstant constant, _) => constant.Value == decides ? constant : right,
        (_, BoundConstant constant) => constant.Value == decides ? constant : left,
        _ => join(left, right),
    };

    private static bool IsResourceType(BoundAttribute attribute) => attribute is { Extension: null, Name: "meta.resourceType" };
}
