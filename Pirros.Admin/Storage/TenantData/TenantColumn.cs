using System.Globalization;
using System.Text;
using System.Text.Json;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.TenantData;

/// <summary>What a column holds, the same on both databases.</summary>
internal enum ColumnKind
{
    Text,
    Number,
    Flag,
    Moment,
    Id,
    Bytes,

    /// <summary>A JSON document in UTF-8.</summary>
    Document,
}

/// <summary>A column, and how its values stand in the file of a tenant.</summary>
internal sealed record TenantColumn(string Name, ColumnKind Kind)
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>The value of a row as statements take it.</summary>
    public object? Read(ISqlRow row, int place) => row.IsDBNull(place)
        ? null
        : Kind switch
        {
            ColumnKind.Text => row.GetString(place),
            ColumnKind.Flag => row.GetBoolean(place),
            ColumnKind.Id => row.GetGuid(place),
            ColumnKind.Bytes or ColumnKind.Document => row.GetBytes(place),
            _ => row.GetInt64(place),
        };

    /// <summary>Writes a value under the column's name; what is null is left out.</summary>
    public void Write(Utf8JsonWriter json, object? value)
    {
        if (value is null)
            return;
        json.WritePropertyName(Name);
        switch (Kind)
        {
            case ColumnKind.Text:
                json.WriteStringValue((string)value);
                break;
            case ColumnKind.Flag:
                json.WriteBooleanValue((bool)value);
                break;
            case ColumnKind.Id:
                json.WriteStringValue((Guid)value);
                break;
            case ColumnKind.Moment:
                json.WriteStringValue(new DateTimeOffset((long)value, TimeSpan.Zero).ToString(MomentFormat, CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Bytes:
                json.WriteStringValue(Convert.ToHexStringLower((byte[])value));
                break;
            case ColumnKind.Document:
                json.WriteRawValue((byte[])value);
                break;
            default:
                json.WriteNumberValue((long)value);
                break;
        }
    }

    /// <summary>The value of a member as statements take it.</summary>
    /// <exception cref="FormatException">It is none of this kind.</exception>
    /// <exception cref="InvalidOperationException">It is no JSON of this kind.</exception>
    public object? Parse(JsonElement row) => !row.TryGetProperty(Name, out var value)
        ? null
        : Kind switch
        {
            ColumnKind.Text => value.GetString(),
            ColumnKind.Flag => value.GetBoolean(),
            ColumnKind.Id => value.GetGuid(),
            ColumnKind.Moment => DateTimeOffset.ParseExact(value.GetString()!, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks,
            ColumnKind.Bytes => Convert.FromHexString(value.GetString()!),
            ColumnKind.Document => Encoding.UTF8.GetBytes(value.GetRawText()),
            _ => value.GetInt64(),
        };
}
