using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>What a deactivation is decided by, as it is at one moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Settings">How the brake is set.</param>
/// <param name="ReleasedUntil">Until when whoever is deactivated is let through; null when nobody said so.</param>
/// <param name="Recent">How many others were deactivated in the time that is looked at.</param>
/// <param name="Active">How many people are active.</param>
/// <param name="Last">By which moment the user was counted before; null when never.</param>
/// <param name="Verdict">What a person decided about the user, as long as that holds.</param>
/// <param name="HeldSince">When it was first asked for, if it waits or waited for a person.</param>
internal sealed record BrakeFacts(
    DateTimeOffset At, BrakeSettings Settings, DateTimeOffset? ReleasedUntil, long Recent, long Active, DateTimeOffset? Last, string? Verdict, DateTimeOffset? HeldSince)
{
    /// <summary>Reads mode, percent, minimum, minutes and the end of a release, then how many were deactivated and are active, when the user was counted, the verdict, and since when it waits.</summary>
    /// <param name="row">The row.</param>
    /// <param name="at">The moment.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="unwritten">What the transaction counted and did not write yet, if it may have.</param>
    public static BrakeFacts Read(ISqlRow row, DateTimeOffset at, ConnectionId connection, DirectoryCounts? unwritten)
    {
        var (settings, last) = (ReadSettings(row), Moment(row, 7));
        var until = MinuteOf(at) - settings.Minutes;
        var recent = row.GetInt64(5) + (unwritten?.DeactivatedAfter(connection, until) ?? 0);
        var active = row.GetInt64(6) + (unwritten?.ActiveUsers(connection) ?? 0);
        var others = recent - (last is { } counted && MinuteOf(counted) > until ? 1 : 0);
        return new BrakeFacts(at, settings, Moment(row, 4), others, active, last, row.IsDBNull(8) ? null : row.GetString(8), Moment(row, 9));
    }

    /// <summary>Reads the first four columns of that.</summary>
    public static BrakeSettings ReadSettings(ISqlRow row) => new(Enum.Parse<BrakeMode>(row.GetString(0)), (int)row.GetInt64(1), (int)row.GetInt64(2), (int)row.GetInt64(3));

    public static DateTimeOffset? Moment(ISqlRow row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);

    /// <summary>The minute that a deactivation is counted in.</summary>
    public static long MinuteOf(DateTimeOffset moment) => moment.UtcTicks / TimeSpan.TicksPerMinute;

    /// <summary>Whether this one goes beyond what is usual.</summary>
    public bool IsBeyond() => Settings.IsBeyond(Active, Recent);

    /// <summary>Whether others that are being deactivated in this moment, so many at most, could change the answer.</summary>
    public bool IsClose(int others) => !IsBeyond() && Settings.IsBeyond(Active - others, Recent + others);
}
