using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// Reads stored documents straight from UTF-8. They were bound before they were written, so nothing is coerced; an attribute that the
/// schema no longer has is passed over. Members come in the schema's order, so the next name is nearly always the one expected.
/// </summary>
internal static class StoredReader
{
    public static ScimResource Read(ReadOnlySpan<byte> utf8, ResourceType type)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        return new ScimResource(type, ReadComplex(ref reader, type.Root));
    }

    private static ScimComplex ReadComplex(ref Utf8JsonReader reader, AttributeSet shape)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
        var builder = new ScimComplex.Builder(shape);
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var attribute = Match(ref reader, shape, next);
            reader.Read();
            if (attribute is null)
            {
                reader.Skip();
                continue;
            }

            next = attribute.Ordinal + 1;
            builder.Set(attribute, ReadValue(ref reader, attribute));
        }

        return builder.ToComplex();
    }

    private static AttributeDefinition? Match(ref Utf8JsonReader reader, AttributeSet shape, int next)
    {
        var attributes = shape.Span;
        for (var i = 0; i < attributes.Length; i++)
        {
            var candidate = attributes[(next + i) % attributes.Length];
            if (reader.ValueTextEquals(candidate.EncodedName.EncodedUtf8Bytes))
                return candidate;
        }

        return null;
    }

    private static ScimValue? ReadValue(ref Utf8JsonReader reader, AttributeDefinition attribute)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return ReadOne(ref reader, attribute);
        var items = new List<ScimValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadOne(ref reader, attribute) is { } item)
                items.Add(item);
        }

        return ScimMultiValue.Of(items);
    }

    private static ScimValue? ReadOne(ref Utf8JsonReader reader, AttributeDefinition attribute)
    {
        if (attribute.IsComplex)
            return ReadComplex(ref reader, attribute.Shape) is { IsEmpty: false } complex ? complex : null;
        return (reader.TokenType, attribute.Type) switch
        {
            (JsonTokenType.True, AttributeType.Boolean) => ScimBoolean.True,
            (JsonTokenType.False, AttributeType.Boolean) => ScimBoolean.False,
            (JsonTokenType.Number, AttributeType.Integer) => new ScimInteger(reader.GetInt64()),
            (JsonTokenType.Number, AttributeType.Decimal) => new ScimDecimal(reader.GetDecimal()),
            (JsonTokenType.String, AttributeType.DateTime) => new ScimDateTime(reader.GetDateTimeOffset()),
            (JsonTokenType.String, AttributeType.String or AttributeType.Reference or AttributeType.Binary) => new ScimString(reader.GetString()!),
            _ => throw new JsonException($"A stored value of '{attribute.Name}' is not of its type."),
        };
    }
}
