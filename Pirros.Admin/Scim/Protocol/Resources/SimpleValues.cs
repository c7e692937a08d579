using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// Values of simple types from JSON (RFC 7643 §2.3), coerced where the meaning is beyond doubt: booleans and numbers that come as
/// strings, and numbers where text is expected. Null means that the value is absent (§2.5).
/// </summary>
internal static class SimpleValues
{
    /// <returns>False when the value can't be of the attribute's type; <paramref name="expected"/> then says what would be.</returns>
    public static bool TryRead(AttributeDefinition attribute, JsonElement json, out ScimValue? value, out string expected)
    {
        value = null;
        expected = "";
        switch (json.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return true;
            case JsonValueKind.String:
                return TryParse(attribute, json.GetString()!, out value, out expected);
            case JsonValueKind.Number when attribute.Type != AttributeType.Boolean && attribute.Type != AttributeType.DateTime:
                return TryParse(attribute, json.GetRawText(), out value, out expected);
            case JsonValueKind.True or JsonValueKind.False when attribute.Type == AttributeType.Boolean:
                value = ScimBoolean.Of(json.ValueKind == JsonValueKind.True);
                return true;
            default:
                expected = Expected(attribute);
                return false;
        }
    }

    /// <summary>Reads a value from text; empty text is an absent value.</summary>
    public static bool TryParse(AttributeDefinition attribute, string text, out ScimValue? value, out string expected)
    {
        value = null;
        expected = "";
        if (text.Length == 0)
            return true;
        value = attribute.Type switch
        {
            AttributeType.String or AttributeType.Reference => new ScimString(text),
            AttributeType.Binary when IsBase64(text) => new ScimString(text),
            AttributeType.Boolean when bool.TryParse(text, out var flag) => ScimBoolean.Of(flag),
            AttributeType.Integer when TryParseInteger(text, out var integer) => new ScimInteger(integer),
            AttributeType.Decimal when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new ScimDecimal(number),
            AttributeType.DateTime when ScimDateTime.TryParse(text, out var instant) => new ScimDateTime(instant),
            _ => null,
        };
        // Blank text where a boolean, number or time belongs says nothing: absent, like the empty string.
        if (value is not null || (!attribute.IsText && string.IsNullOrWhiteSpace(text)))
            return true;
        expected = Expected(attribute);
        return false;
    }

    /// <summary>What a value of the attribute looks like, for an error's detail.</summary>
    public static string Expected(AttributeDefinition attribute) => attribute.Type switch
    {
        AttributeType.Boolean => "true or false",
        AttributeType.Integer => "a whole number of at most 18 digits",
        AttributeType.Decimal => "a number of at most 28 digits",
        AttributeType.DateTime => "a date and time such as 2026-01-31T12:00:00Z",
        AttributeType.Binary => "base64",
        AttributeType.Complex => "an object",
        _ => "a string",
    };

    // RFC 7643 §2.3.4: no fraction or exponent; 1.0 and 1e3 are whole all the same.
    private static bool TryParseInteger(string text, out long value)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value))
            return true;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || decimal.Truncate(number) != number || number is > long.MaxValue or < long.MinValue)
            return false;
        value = (long)number;
        return true;
    }

    // RFC 7643 §2.3.6 allows the URL-safe alphabet too.
    private static bool IsBase64(string text) => Base64.IsValid(text) || Base64Url.IsValid(text);
}
