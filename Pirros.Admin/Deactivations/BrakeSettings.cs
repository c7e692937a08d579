using System.Globalization;

namespace Pirros.Admin.Deactivations;

/// <summary>How many deactivations of a connection are usual.</summary>
/// <param name="Mode">What happens beyond.</param>
/// <param name="Percent">Per cent of the users that were active when the time began, 1 to 100.</param>
/// <param name="Minimum">So many are always usual, so that one leaver of a small firm stops nothing; 1 to 10,000.</param>
/// <param name="Minutes">The time that is looked at, back from each deactivation, 1 to 1,440.</param>
public sealed record BrakeSettings(BrakeMode Mode, int Percent, int Minimum, int Minutes)
{
    /// <summary>The longest time that is looked at: a day.</summary>
    public const int MostMinutes = 1_440;

    /// <summary>The most that can always be usual.</summary>
    public const int HighestMinimum = 10_000;

    /// <summary>What holds for a connection that nobody has set it for.</summary>
    public static readonly BrakeSettings Default = new(BrakeMode.Warn, 10, 5, 60);

    /// <summary>How many people may be deactivated in the time.</summary>
    /// <param name="active">How many are active now.</param>
    /// <param name="recent">How many others were deactivated in the time before.</param>
    public long Usual(long active, long recent) => Math.Max(Minimum, (active + recent) * Percent / 100);

    /// <summary>Whether one more person goes beyond what is usual.</summary>
    /// <param name="active">How many are active now.</param>
    /// <param name="recent">How many others were deactivated in the time before.</param>
    public bool IsBeyond(long active, long recent) => recent + 1 > Usual(active, recent);

    /// <summary>The settings themselves when they can be used.</summary>
    /// <exception cref="RefusedException">One is out of range; the message says which.</exception>
    public BrakeSettings Checked()
    {
        if (!Enum.IsDefined(Mode))
            throw RefusedException.Invalid(DeactivationTexts.BadMode);
        if (Percent is < 1 or > 100)
            throw RefusedException.Invalid(DeactivationTexts.BadPercent);
        if (Minimum is < 1 or > HighestMinimum)
            throw RefusedException.Invalid(DeactivationTexts.FormatBadMinimum(HighestMinimum.ToString("N0", CultureInfo.CurrentCulture)));
        return Minutes is < 1 or > MostMinutes ? throw RefusedException.Invalid(DeactivationTexts.FormatBadMinutes(MostMinutes.ToString("N0", CultureInfo.CurrentCulture))) : this;
    }

    /// <summary>The settings for the audit, such as <c>hold 10 % min 5 in 60 min</c>.</summary>
    public override string ToString()
        => Mode == BrakeMode.Off ? "off" : string.Create(CultureInfo.InvariantCulture, $"{(Mode == BrakeMode.Hold ? "hold" : "warn")} {Percent} %, at least {Minimum}, in {Minutes} min");
}
