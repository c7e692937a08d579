using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>An attribute compared with a value of its type.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">The literal in the attribute's type, its case kept.</param>
internal sealed record BoundComparison(BoundAttribute Attribute, ComparisonOperator Operator, ScimValue Value) : BoundFilter
{
    /// <summary>
    /// The text to compare with when the value is text: as it is when the attribute is caseExact, and else folded by
    /// <see cref="CaseFold"/>, as the value it is compared with must be too.
    /// </summary>
    public string? Text { get; } = Value is not ScimString text ? null : Attribute.Leaf.CaseExact ? text.Value : CaseFold.Fold(text.Value);
}
