using System.Text.Encodings.Web;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// Writes a resource as JSON (RFC 7643 §3) in one order: schemas, id, externalId, the attributes as the schema lists them, the
/// extensions, and meta last. <c>schemas</c> names the core schema and every extension that has a value.
/// </summary>
internal static class ResourceWriter
{
    /// <summary>The writer's options for everything that is sent: UTF-8 as it is, since no response is ever part of a page.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonEncodedText SchemasName = JsonEncodedText.Encode("schemas");

    public static void Write(Utf8JsonWriter json, ScimResource resource) => Write(json, resource, stored: false);

    /// <summary>Writes a resource; <paramref name="stored"/> leaves out what is never stored in the document: attributes kept apart, and <c>meta</c>.</summary>
    internal static void Write(Utf8JsonWriter json, ScimResource resource, bool stored)
    {
        var type = resource.ResourceType;
        var root = resource.Root;
        json.WriteStartObject();
        json.WriteStartArray(SchemasName);
        json.WriteStringValue(type.Schema.Id);
        foreach (var extension in type.ExtensionAttributes)
        {
            if (root.Get(extension) is not null)
                json.WriteStringValue(extension.EncodedName);
        }

        json.WriteEndArray();
        WriteMember(json, root, type.Id);
        WriteMember(json, root, type.ExternalId);
        foreach (var attribute in type.Schema.Shape.Span)
        {
            if (!stored || !attribute.KeptApart)
                WriteMember(json, root, attribute);
        }

        foreach (var extension in type.ExtensionAttributes)
            WriteMember(json, root, extension);
        if (!stored)
            WriteMember(json, root, type.Meta);
        json.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter json, ScimComplex holder, AttributeDefinition attribute)
    {
        if (holder.Get(attribute) is not { } value)
            return;
        json.WritePropertyName(attribute.EncodedName);
        WriteValue(json, value);
    }

    private static void WriteValue(Utf8JsonWriter json, ScimValue value)
    {
        switch (value)
        {
            case ScimString text:
                json.WriteStringValue(text.Value);
                break;
            case ScimBoolean flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case ScimComplex complex:
                json.WriteStartObject();
                foreach (var attribute in complex.Shape.Span)
                    WriteMember(json, complex, attribute);
                json.WriteEndObject();
                break;
            case ScimMultiValue many:
                json.WriteStartArray();
                foreach (var item in many.Items)
                    WriteValue(json, item);
                json.WriteEndArray();
                break;
            case ScimDateTime instant:
                Span<byte> utf8 = stackalloc byte[ScimDateTime.MaxLength];
                json.WriteStringValue(utf8[..ScimDateTime.Format(instant.Value, utf8)]);
                break;
            case ScimInteger integer:
                json.WriteNumberValue(integer.Value);
                break;
            case ScimDecimal number:
                json.WriteNumberValue(number.Value);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType().Name} can't be written.");
        }
    }
}
