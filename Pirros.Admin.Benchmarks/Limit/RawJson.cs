using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>Just enough JSON for the limit programs: bytes are copied, nothing is validated.</summary>
internal static class RawJson
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int TimeLength = 24;
    private const int Overhead = 400;

    /// <summary>The members of a posted resource, but for id and meta, behind a new id and meta.</summary>
    public static RawUser Create(ReadOnlySpan<byte> body, Guid id, string type, string endpoint, DateTimeOffset now)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length + Overhead);
        var time = now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var length = Encoding.ASCII.GetBytes(
            $"{{\"id\":\"{id}\",\"meta\":{{\"resourceType\":\"{type}\",\"created\":\"{time}\",\"lastModified\":\"{time}\",\"location\":\"{endpoint}/{id}\",\"version\":\"W/\\\"1\\\"\"}}", buffer);
        string name = "";
        string? externalId = null;
        var active = true;
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var skipped = reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("meta"u8);
            bool isName = reader.ValueTextEquals("userName"u8), isExternalId = reader.ValueTextEquals("externalId"u8), isActive = reader.ValueTextEquals("active"u8);
            reader.Read();
            if (isName)
                name = reader.GetString() ?? "";
            else if (isExternalId)
                externalId = reader.GetString();
            else if (isActive)
                active = reader.TokenType == JsonTokenType.True;
            reader.Skip();
            if (skipped)
                continue;
            buffer[length++] = (byte)',';
            var member = body[start..(int)reader.BytesConsumed];
            member.CopyTo(buffer.AsSpan(length));
            length += member.Length;
        }

        buffer[length++] = (byte)'}';
        var document = buffer.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return new RawUser(document, name.ToLowerInvariant(), externalId, active);
    }

    /// <summary>The value that a PATCH gives to active, as a boolean or as Entra's text; true when it says nothing.</summary>
    public static bool PatchedActive(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var active = true;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("value"u8))
                continue;
            reader.Read();
            active = reader.TokenType == JsonTokenType.True || (reader.TokenType == JsonTokenType.String && "true".Equals(reader.GetString(), StringComparison.OrdinalIgnoreCase));
        }

        return active;
    }

    /// <summary>The ids in the values of a PATCH of members, and whether it removes them.</summary>
    public static (bool Remove, List<Guid> Ids) Members(ReadOnlySpan<byte> body)
    {
        var ids = new List<Guid>();
        var remove = false;
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            bool isValue = reader.ValueTextEquals("value"u8), isOp = reader.ValueTextEquals("op"u8);
            reader.Read();
            if (isOp)
                remove = "remove".Equals(reader.GetString(), StringComparison.OrdinalIgnoreCase);
            else if (isValue && reader.TokenType == JsonTokenType.String && Guid.TryParse(reader.GetString(), out var id))
                ids.Add(id);
        }

        return (remove, ids);
    }

    /// <summary>A document with another value of its top-level active, and another lastModified.</summary>
    public static byte[] WithActive(ReadOnlySpan<byte> document, bool active, DateTimeOffset now)
    {
        int start = 0, end = 0, modified = 0;
        var reader = new Utf8JsonReader(document);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isActive = reader.ValueTextEquals("active"u8);
            var isMeta = reader.ValueTextEquals("meta"u8);
            reader.Read();
            if (isActive)
                (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            else if (isMeta)
                modified = LastModified(ref reader);
            else
                reader.Skip();
        }

        var value = active ? "true"u8 : "false"u8;
        var result = new byte[document.Length - (end - start) + value.Length];
        document[..start].CopyTo(result);
        value.CopyTo(result.AsSpan(start));
        document[end..].CopyTo(result.AsSpan(start + value.Length));

        // meta comes before active, so its place has not moved.
        Encoding.ASCII.GetBytes(now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture), result.AsSpan(modified, TimeLength));
        return result;
    }

    private static int LastModified(ref Utf8JsonReader reader)
    {
        var place = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("lastModified"u8);
            reader.Read();
            if (found)
                place = (int)reader.TokenStartIndex + 1;
        }

        return place;
    }
}

/// <summary>A user to be kept.</summary>
/// <param name="Document">Its JSON.</param>
/// <param name="NameKey">Its userName, folded.</param>
/// <param name="ExternalId">Its externalId.</param>
/// <param name="Active">Whether it is active.</param>
internal sealed record RawUser(byte[] Document, string NameKey, string? ExternalId, bool Active);
