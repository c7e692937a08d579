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

    private const string EndOfDay = "T24:00";
    private const string BeginningOfDay = "T00:00";

    public DateTimeOffset Value { get; } = value.ToUniversalTime();

    private const int MostDigits = 7;

    /// <summary>Reads an xsd:dateTime; without an offset it is UTC. Of a second's fraction seven digits count.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        var midnight = text.IndexOf(EndOfDay);
        if (midnight < 0)
            return TryParseUsual(text, out value);

        // The end of a day is the beginning of the next (XML Schema part 2, §3.3.7); there is no later moment in hour 24.
        var read = TryParseUsual(string.Concat(text[..midnight], BeginningOfDay, text[(midnight + EndOfDay.Length)..]), out value);
        if (!read || value.TimeOfDay != TimeSpan.Zero || value.DateTime > DateTime.MaxValue.AddDays(-1))
            return false;
        value = value.AddDays(1);
        return true;
    }

    private static bool TryParseUsual(ReadOnlySpan<char> text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(WithoutFinest(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out value);

    private static ReadOnlySpan<char> WithoutFinest(ReadOnlySpan<char> text)
    {
        var fraction = text.IndexOf('.') + 1;
        var digits = fraction == 0 ? 0 : text[fraction..].IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length - fraction;
        return digits <= MostDigits ? text : string.Concat(text[..(fraction + MostDigits)], text[(fraction + digits)..]);
    }

    /// <summary>Writes the canonical text; the length is at most <see cref="MaxLength"/>. By hand, because every resource of every page has two of them.</summary>
    public static int Format(DateTimeOffset value, Span<byte> utf8)
    {
        var utc = value.UtcDateTime;
        Digits(utf8, 4, utc.Year);
        utf8[4] = (byte)'-';
        Digits(utf8[5..], 2, utc.Month);
        utf8[7] = (byte)'-';
        Digits(utf8[8..], 2, utc.Day);
        utf8[10] = (byte)'T';
        Digits(utf8[11..], 2, utc.Hour);
        utf8[13] = (byte)':';
        Digits(utf8[14..], 2, utc.Minute);
        utf8[16] = (byte)':';
        Digits(utf8[17..], 2, utc.Second);
        utf8[19] = (byte)'.';
        var fraction = (int)(utc.Ticks % TimeSpan.TicksPerSecond);
        var places = fraction % TimeSpan.TicksPerMillisecond == 0 ? 3 : 7;
        Digits(utf8[20..], places, places == 3 ? fraction / (int)TimeSpan.TicksPerMillisecond : fraction);
        utf8[20 + places] = (byte)'Z';
        return 21 + places;
    }

    private static void Digits(Span<byte> utf8, int count, int number)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            utf8[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    public override bool Equals(ScimValue? other) => other is ScimDateTime d && d.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString()
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return System.Text.Encoding.ASCII.GetString(utf8[..Format(Value, utf8)]);
    }
}
