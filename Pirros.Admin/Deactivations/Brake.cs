namespace Pirros.Admin.Deactivations;

/// <summary>The brake of a connection as it is now.</summary>
/// <param name="Settings">How many deactivations are usual, and what happens beyond.</param>
public sealed record Brake(BrakeSettings Settings)
{
    /// <summary>How long everything goes through once all who wait were released: a first pass of Entra ID over a large tenant takes hours, and the rest of the same wave comes in it.</summary>
    public static readonly TimeSpan WaveLasts = TimeSpan.FromHours(8);

    /// <summary>How long a release of one person holds: Entra ID tries again what failed at growing distances, up to a day.</summary>
    public static readonly TimeSpan ReleaseLasts = TimeSpan.FromDays(7);

    /// <summary>How long a rejection holds, and how long somebody is listed whom the provider no longer asks for: as long as Entra ID waits before it deletes for good.</summary>
    public static readonly TimeSpan RejectionLasts = TimeSpan.FromDays(30);

    /// <summary>How long a warning that nobody marked as seen stands.</summary>
    public static readonly TimeSpan WarningLasts = TimeSpan.FromDays(7);

    /// <summary>Until when deactivations go through whatever their number, because a person released them; null when they don't.</summary>
    public DateTimeOffset? ReleasedUntil { get; init; }

    /// <summary>Who released them.</summary>
    public string? ReleasedBy { get; init; }

    /// <summary>What went through beyond the usual, and was not marked as seen; null when there is none.</summary>
    public BrakeWarning? Warning { get; init; }
}

/// <summary>Deactivations beyond the usual that went through.</summary>
/// <param name="People">How many.</param>
/// <param name="FirstAt">When the first was blocked, in UTC.</param>
/// <param name="LastAt">When the newest was.</param>
public sealed record BrakeWarning(long People, DateTimeOffset FirstAt, DateTimeOffset LastAt);
