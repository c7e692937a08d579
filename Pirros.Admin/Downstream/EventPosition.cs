using System.Globalization;

namespace Pirros.Admin.Downstream;

/// <summary>
/// How far the events of a tenant have been read: all of transactions before <paramref name="From"/>, and of those from there to before <paramref name="Until"/> the events up
/// to <paramref name="Number"/>. Why it is not simply a number: ADR 15.
/// </summary>
/// <param name="Life">The database's own name for itself: numbers of transactions mean something within one only.</param>
/// <param name="From">The first transaction that is not wholly read.</param>
/// <param name="Until">The end of what was safe to read when reading began there; not above <paramref name="From"/> when nothing of it has been read.</param>
/// <param name="Number">The last event read of those.</param>
/// <param name="At">When the last event read happened; once all was read, when that was.</param>
public readonly record struct EventPosition(string Life, long From, long Until, long Number, DateTimeOffset At)
{
    private const char Separator = '.';
    private const int Parts = 5;

    /// <summary>The form that is stored: five parts with dots between.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Life}.{From}.{Until}.{Number}.{At.UtcTicks}");

    /// <summary>Whether an event has been read.</summary>
    public bool Covers(long transaction, long number) => transaction < From || (transaction < Until && number <= Number);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out EventPosition position)
    {
        position = default;
        var parts = text.Split(Separator);
        if (parts.Length != Parts || parts[0].Length is 0 or > 40 || !Read(parts[1], out var from) || !Read(parts[2], out var until) || !Read(parts[3], out var number) || !Read(parts[4], out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        position = new EventPosition(parts[0], from, until, number, new DateTimeOffset(ticks, TimeSpan.Zero));
        return true;

        static bool Read(string part, out long value) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads what was stored; what can't be read is the beginning.</summary>
    internal static EventPosition Parse(string text) => TryParse(text, out var position) ? position : new EventPosition("none", 0, 0, 0, default);
}
