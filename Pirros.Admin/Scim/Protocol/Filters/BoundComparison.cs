using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>An attribute compared with a value of its type.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">The literal in the attribute's type, its case kept.</param>
internal sealed record BoundComparison(BoundAttribute Attribute, ComparisonOperator Operator, ScimValue Value) : BoundFilter
{
    /// <summary>
    /// The text to compare with when the value is text: folded by the attribute, as the value it is compared with must be too.
    /// </summary>
    public string? Text { get; } = Value is ScimString text ? Attribute.Leaf.Fold(text.Value) : null;
}
