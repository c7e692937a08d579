using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>The data of an operation with its references to resources that the same request creates (RFC 7644 §3.7.2).</summary>
internal static class BulkData
{
    /// <summary>The bulkIds that the data refers to, each once, in order.</summary>
    public static IReadOnlyList<string> References(JsonElement data)
    {
        if (!MayRefer(data))
            return [];
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Visit(data, null, bulkId =>
        {
            if (seen.Add(bulkId))
                found.Add(bulkId);
        });
        return found;
    }

    /// <summary>The data with ids in the place of the bulkIds that are known.</summary>
    public static JsonElement Resolve(JsonElement data, IReadOnlyDictionary<string, BulkTarget> known)
        => MayRefer(data) ? Written(json => WriteResolved(json, data, null, known.GetValueOrDefault)) : data;

    /// <summary>
    /// Parts the data of a new resource in what can be created now, and what waits for resources that are not there yet: the attribute, or the entry of a
    /// multi-valued one, that refers to them (RFC 7644 §3.7.1).
    /// </summary>
    /// <param name="data">An object.</param>
    /// <param name="waitsFor">The bulkIds of what is not there yet.</param>
    public static (JsonElement Now, JsonElement Later) Split(JsonElement data, IReadOnlySet<string> waitsFor)
    {
        return (Written(json => WritePart(json, data, later: false)), Written(json => WritePart(json, data, later: true)));

        void WritePart(Utf8JsonWriter json, JsonElement container, bool later)
        {
            json.WriteStartObject();
            foreach (var member in container.EnumerateObject())
            {
                // An extension is a container of attributes, as the resource is.
                var refers = Refers(member.Value, member.Name, waitsFor);
                if (refers && member.Value.ValueKind == JsonValueKind.Object && member.Name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
                {
                    json.WritePropertyName(member.Name);
                    WritePart(json, member.Value, later);
                }
                else if (refers && member.Value.ValueKind == JsonValueKind.Array)
                {
                    json.WriteStartArray(member.Name);
                    foreach (var entry in member.Value.EnumerateArray().Where(entry => Refers(entry, null, waitsFor) == later))
                        entry.WriteTo(json);
                    json.WriteEndArray();
                }
                else if (refers == later)
                {
                    member.WriteTo(json);
                }
            }

            json.WriteEndObject();
        }
    }

    /// <summary>A PATCH request that adds attributes to a resource (RFC 7644 §3.5.2.1).</summary>
    public static JsonElement Addition(JsonElement attributes) => Written(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("Operations");
        json.WriteStartObject();
        json.WriteString("op", "add");
        json.WritePropertyName("value");
        attributes.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The operations of a PATCH as its request: the RFC's own example gives them alone (RFC 7644 §3.7.3).</summary>
    public static JsonElement PatchOf(JsonElement data) => data.ValueKind != JsonValueKind.Array ? data : Written(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("Operations");
        data.WriteTo(json);
        json.WriteEndObject();
    });

    // Most data refers to nothing, and is passed on as it came without a look at its strings. An escape could hide the word.
    private static bool MayRefer(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Undefined)
            return false;
        var raw = JsonMarshal.GetRawUtf8Value(data);
        return raw.IndexOf("bulkId:"u8) >= 0 || raw.IndexOf("\\u"u8) >= 0;
    }

    private static bool Refers(JsonElement value, string? name, IReadOnlySet<string> bulkIds)
    {
        var refers = false;
        Visit(value, name, bulkId => refers |= bulkIds.Contains(bulkId));
        return refers;
    }

    private static void Visit(JsonElement value, string? name, Action<string> found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                BulkReference.Replace(value.GetString()!, name, bulkId =>
                {
                    found(bulkId);
                    return null;
                });
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Visit(member.Value, member.Name, found);
                break;
            case JsonValueKind.Array:
                foreach (var entry in value.EnumerateArray())
                    Visit(entry, null, found);
                break;
            default:
                break;
        }
    }

    private static void WriteResolved(Utf8JsonWriter json, JsonElement value, string? name, Func<string, BulkTarget?> find)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                json.WriteStringValue(BulkReference.Replace(value.GetString()!, name, find));
                break;
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    WriteResolved(json, member.Value, member.Name, find);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var entry in value.EnumerateArray())
                    WriteResolved(json, entry, null, find);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, ResourceWriter.Options))
            write(json);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
