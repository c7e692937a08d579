using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>Whether two values of an attribute are the same one, by the attribute's case rule (RFC 7643 §7).</summary>
internal static class SameValue
{
    public static bool Are(AttributeDefinition attribute, ScimValue? a, ScimValue? b)
    {
        if (a is ScimString first && b is ScimString second && !attribute.CaseExact)
            return string.Equals(first.Value, second.Value, StringComparison.Ordinal) || CaseFold.Fold(first.Value) == CaseFold.Fold(second.Value);
        return a is null ? b is null : a.Equals(b);
    }
}
