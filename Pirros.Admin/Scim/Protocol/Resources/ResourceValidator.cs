using System.Globalization;
using System.Text;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>Checks a bound resource against the rules of its schema (RFC 7643 §2.4, §7). The first mistake is the one reported.</summary>
internal static class ResourceValidator
{
    /// <exception cref="ScimException">400 invalidValue: a required value is missing, there are two primaries, or something is too large.</exception>
    public static void Validate(ScimResource resource)
    {
        var type = resource.ResourceType;
        foreach (var attribute in type.Root.Span)
        {
            var value = resource.Root.Get(attribute);
            if (attribute is { Required: true, Mutability: not Mutability.ReadOnly } && IsBlank(value))
                throw Missing(attribute);
            if (value is not null && !ReferenceEquals(attribute, type.Meta))
                Check(attribute, value, attribute.Name, ResourceLimits.IsKey(attribute.Name) ? ResourceLimits.KeyLength : ResourceLimits.TextLength);
        }
    }

    /// <summary>Also checks that a replacement leaves immutable values as they are (RFC 7644 §3.5.1).</summary>
    public static void ValidateReplace(ScimResource current, ScimResource replacement)
    {
        Validate(replacement);
        ImmutableValues.Check(current.Root, replacement.Root);
    }

    public static ScimException Missing(AttributeDefinition attribute) =>
        ScimException.InvalidValue($"{attribute.Name}: a value is required.");

    /// <summary>Whether a required attribute would be without a value: white space alone is none.</summary>
    public static bool IsBlank(ScimValue? value) => value is null || (value is ScimString text && string.IsNullOrWhiteSpace(text.Value));

    private static void Check(AttributeDefinition attribute, ScimValue value, string path, int maxLength)
    {
        switch (value)
        {
            case ScimString text when text.Value.Length > maxLength:
                throw ScimException.InvalidValue($"{path}: the value has {Number(text.Value.Length)} characters, and {Number(maxLength)} are allowed.");
            // Some letters are compared as two or three.
            case ScimString text when attribute.IsUserName && !Ascii.IsValid(text.Value) && attribute.Fold(text.Value).Length > maxLength:
                throw ScimException.InvalidValue($"{path}: the value is compared as more than {Number(maxLength)} characters, and {Number(maxLength)} are allowed.");
            case ScimComplex complex:
                CheckComplex(attribute, complex, path);
                break;
            case ScimMultiValue many:
                CheckMany(attribute, many, path);
                break;
            default:
                break;
        }
    }

    // The path becomes text only when there is something to say about it.
    private static void CheckComplex(AttributeDefinition attribute, ScimComplex complex, string path, int index = -1)
    {
        foreach (var sub in attribute.Shape.Span)
        {
            if (complex.Get(sub) is { } value and not ScimBoolean)
                Check(sub, value, value is ScimString { Value.Length: <= ResourceLimits.TextLength } ? path : $"{At(path, index)}{(attribute.IsExtension ? ':' : '.')}{sub.Name}", ResourceLimits.TextLength);
        }
    }

    private static void CheckMany(AttributeDefinition attribute, ScimMultiValue many, string path)
    {
        if (!attribute.KeptApart && many.Count > ResourceLimits.Entries)
            throw ScimException.InvalidValue($"{path}: there are {Number(many.Count)} entries, and {Number(ResourceLimits.Entries)} are allowed.");
        var primaries = 0;
        for (var i = 0; i < many.Count; i++)
        {
            if (many[i] is not ScimComplex complex)
            {
                Check(attribute, many[i], many[i] is ScimString { Value.Length: <= ResourceLimits.TextLength } ? path : At(path, i), ResourceLimits.TextLength);
                continue;
            }

            CheckComplex(attribute, complex, path, i);
            if (Primary.IsSet(complex) && ++primaries > 1)
                throw ScimException.InvalidValue($"{At(path, i)}.primary: another entry is primary already, and only one may be.");
        }
    }

    private static string At(string path, int index) => index < 0 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
