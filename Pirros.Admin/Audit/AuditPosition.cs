using System.Globalization;

namespace Pirros.Admin.Audit;

/// <summary>A place in the order of time, from which a page begins.</summary>
/// <param name="At">The moment.</param>
/// <param name="Id">Which entry of that moment.</param>
public readonly record struct AuditPosition(DateTimeOffset At, Guid Id)
{
    /// <summary>The place before everything that happened at a moment or later.</summary>
    public static AuditPosition Of(DateTimeOffset moment) => new(moment, Guid.Empty);

    /// <summary>Reads what <see cref="ToString"/> wrote into an address; false when it did not.</summary>
    public static bool TryParse(string? text, out AuditPosition position)
    {
        position = default;
        if (text?.Split('-') is not [var ticks, var id]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParseExact(id, "N", out var which))
            return false;
        position = new AuditPosition(new DateTimeOffset(at, TimeSpan.Zero), which);
        return true;
    }

    /// <summary>Whether it lies before another.</summary>
    public bool IsBefore(AuditPosition other) => At == other.At ? Id.CompareTo(other.Id) < 0 : At < other.At;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id:N}");
}
