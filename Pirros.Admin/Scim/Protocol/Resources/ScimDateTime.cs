using System.Globalization;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>An instant (RFC 7643 §2.3.5). Written in UTC with milliseconds, or with all digits when there are finer ones.</summary>
internal sealed class ScimDateTime(DateTimeOffset value) : ScimValue
{
    /// <summary>The longest text <see cref="Format"/> writes.</summary>
    public const int MaxLength = 28;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    public DateTimeOffset Value { get; } = value.ToUniversalTime();

    /// <summary>Reads an xsd:dateTime; without an offset it is UTC.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out value);

    /// <summary>Writes the canonical text; the length is at most <see cref="MaxLength"/>.</summary>
    public static int Format(DateTimeOffset value, Span<byte> utf8)
    {
        var utc = value.UtcDateTime;
        ReadOnlySpan<char> format = utc.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
        utc.TryFormat(utf8, out var written, format, CultureInfo.InvariantCulture);
        return written;
    }

    public override bool Equals(ScimValue? other) => other is ScimDateTime d && d.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString()
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return System.Text.Encoding.ASCII.GetString(utf8[..Format(Value, utf8)]);
    }
}
