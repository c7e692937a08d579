using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// The ids that a filter on <c>members</c> selects: <c>value eq "…"</c>, several of them with <c>or</c>, narrowed with <c>and</c>. What else
/// <c>and</c> asks of a member (its type, a missing <c>$ref</c>) is taken to be so: an id says who is meant.
/// </summary>
internal static class MemberFilter
{
    /// <exception cref="ScimException">400 invalidFilter when the filter does not name members by their value.</exception>
    public static IReadOnlyList<string> Ids(Filter filter) =>
        Select(filter) is { } ids ? [.. ids.Distinct(StringComparer.Ordinal)] : throw NotByValue();

    // Null stands for a condition that says nothing of who is meant.
    private static IEnumerable<string>? Select(Filter filter) => filter switch
    {
        OrFilter or => Both(Select(or.Left), Select(or.Right)),
        AndFilter and => Select(and.Left) is { } left
            ? Select(and.Right) is { } right ? left.Intersect(right, StringComparer.Ordinal) : left
            : Select(and.Right),
        ComparisonFilter { Operator.IsEqual: true } comparison => Named(comparison),
        _ => throw NotByValue(),
    };

    private static IEnumerable<string>? Named(ComparisonFilter comparison) =>
        comparison.Path.Name.Equals("value", StringComparison.OrdinalIgnoreCase) && comparison.Literal.Kind is LiteralKind.Text or LiteralKind.Number
            ? [MemberValues.IdOf(comparison.Literal.Text)]
            : null;

    private static IEnumerable<string> Both(IEnumerable<string>? left, IEnumerable<string>? right) =>
        left is not null && right is not null ? left.Concat(right) : throw NotByValue();

    private static ScimException NotByValue() => ScimException.InvalidFilter("members: members are selected by their value, as in members[value eq \"id\"].");
}
