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
        if (op.OfTexts is not { } holds)
            throw ScimException.InvalidFilter($"schemas: {op.Word} makes no sense for a list of URNs.");
        var literal = comparison.Literal.Kind == LiteralKind.Null ? "" : comparison.Literal.Text;
        return Any(urn => holds(urn, literal, StringComparison.OrdinalIgnoreCase), type);
    }

    private static BoundFilter Any(Func<string, bool> matches, ResourceType type)
    {
        if (matches(type.Schema.Id))
            return new BoundConstant(true);
        BoundFilter? any = null;
        foreach (var extension in type.ExtensionAttributes)
        {
            if (!matches(extension.Name))
                continue;
            var present = new BoundPresent(new BoundAttribute(null, extension, null));
            any = any is null ? present : new BoundOr(any, present);
        }

        return any ?? new BoundConstant(false);
    }
}
