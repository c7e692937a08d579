using Pirros.Admin.Scim.Protocol.Filters;

namespace Pirros.Admin.Storage;

/// <summary>Tells whether a filter leaves so few resources, all found by an index, that it is better to sort those than to read a whole directory in order.</summary>
internal static class SelectiveFilter
{
    private static readonly string[] Matched = ["id", "userName", "externalId", "displayName", "emails.value"];

    public static bool Is(BoundFilter? filter) => filter switch
    {
        BoundAnd and => Is(and.Left) || Is(and.Right),
        BoundOr or => Is(or.Left) && Is(or.Right),
        BoundComparison { Operator.IsEqual: true } comparison => Matched.Contains(comparison.Attribute.Name) || comparison.Attribute is { Attribute.KeptApart: true, SubAttribute.Name: "value" },
        BoundValuePath { Attribute.Name: "emails" } path => HasValue(path.Inner),
        BoundValuePath { Attribute.Attribute.KeptApart: true } path => HasValue(path.Inner),
        _ => false,
    };

    private static bool HasValue(BoundFilter inner) => inner switch
    {
        BoundAnd and => HasValue(and.Left) || HasValue(and.Right),
        BoundComparison { Operator.IsEqual: true, Attribute.Name: "value" } => true,
        _ => false,
    };
}
