using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// <c>schemas eq "urn:…"</c>, an example of RFC 7644 §3.4.2.2. The list is not stored: the core schema is in every resource, and an
/// extension where it has values.
/// </summary>
internal static class SchemasFilter
{
    public static bool Is(AttributePath path) =>
        path is { Urn: null, SubName: null } && path.Name.Equals(Schemas.Name, StringComparison.OrdinalIgnoreCase);

    public static BoundFilter Bind(ComparisonFilter comparison, ResourceType type)
    {
        var op = comparison.Operator;
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual or ComparisonOperator.Contains or ComparisonOperator.StartsWith
            or ComparisonOperator.EndsWith))
            throw ScimException.InvalidFilter($"schemas: {Operators.Text(op)} makes no sense for a list of URNs.");
        var literal = comparison.Literal.Kind == LiteralKind.Null ? "" : comparison.Literal.Text;
        return Any(op, literal, type);
    }

    private static BoundFilter Any(ComparisonOperator op, string literal, ResourceType type)
    {
        if (Matches(type.Schema.Id, op, literal))
            return new BoundConstant(true);
        BoundFilter? any = null;
        foreach (var extension in type.ExtensionAttributes)
        {
            if (!Matches(extension.Name, op, literal))
                continue;
            var present = new BoundPresent(new BoundAttribute(null, extension, null));
            any = any is null ? present : new BoundOr(any, present);
        }

        return any ?? new BoundConstant(false);
    }

    private static bool Matches(string urn, ComparisonOperator op, string literal) => op switch
    {
        ComparisonOperator.Equal => urn.Equals(literal, StringComparison.OrdinalIgnoreCase),
        ComparisonOperator.NotEqual => !urn.Equals(literal, StringComparison.OrdinalIgnoreCase),
        ComparisonOperator.Contains => urn.Contains(literal, StringComparison.OrdinalIgnoreCase),
        ComparisonOperator.StartsWith => urn.StartsWith(literal, StringComparison.OrdinalIgnoreCase),
        _ => urn.EndsWith(literal, StringComparison.OrdinalIgnoreCase),
    };
}
