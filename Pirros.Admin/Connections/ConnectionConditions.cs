namespace Pirros.Admin.Connections;

/// <summary>
/// Which conditions hold, told from a summary alone, so that a list of connections, a connection's header and its diagnosis can't disagree. One line a condition; those that
/// are equally bad stand in the order in which they are to be said.
/// </summary>
public static class ConnectionConditions
{
    private const int FewFailures = 10;
    private const double SomeFail = 0.1;
    private const int FewPeople = 10;
    private const double ManyPeople = 0.2;

    /// <summary>The share of failures above which Entra ID puts a job in quarantine.</summary>
    public const double QuarantineShare = 0.4;

    private static readonly ConnectionState[] WorstFirst = [ConnectionState.Off, ConnectionState.Failing, ConnectionState.Attention, ConnectionState.Waiting, ConnectionState.Healthy];

    private static readonly (ConnectionCondition Condition, Func<ConnectionSummary, DateTimeOffset, ConnectionState?> StateOf)[] Table =
    [
        (ConnectionCondition.Off, (s, _) => If(!s.Connection.Enabled, ConnectionState.Off)),
        (ConnectionCondition.NoToken, (s, _) => If(s.LiveTokens == 0, s.LastRequestAt is null ? ConnectionState.Waiting : ConnectionState.Failing)),
        (ConnectionCondition.TokenRefused, (s, _) => If(s.LastStatus == 401, ConnectionState.Failing)),
        (ConnectionCondition.PathUnknown, (s, _) => If(Newer(s.Signs.At(ConnectionSigns.PathUnknown), s.LastSuccessAt), ConnectionState.Failing)),
        (ConnectionCondition.TokenLimited, (s, now) => Newer(s.Signs.At(ConnectionSigns.TokenLimited), s.LastSuccessAt) ? ConnectionState.Failing : If(IsRecent(s, ConnectionSigns.TokenLimited, now), ConnectionState.Attention)),
        (ConnectionCondition.ServerFailed, (s, _) => If(s.LastStatus is >= 500 and not 501, ConnectionState.Failing)),
        (ConnectionCondition.DeactivationsHeld, (s, _) => If(s.Signs.Held > 0, Failing(s))),
        (ConnectionCondition.DeactivationsBeyond, (s, _) => If(s.Signs.Beyond > 0, ConnectionState.Attention)),
        (ConnectionCondition.MassDeactivation, (s, _) => If(ManyLeft(s), ConnectionState.Attention)),
        (ConnectionCondition.FilterRefused, (s, now) => If(Newer(s.Signs.At(ConnectionSigns.FilterRefused), s.Signs.At(ConnectionSigns.FilterAnswered)), Failing(s))),
        (ConnectionCondition.Duplicates, (s, now) => If(IsRecent(s, ConnectionSigns.Duplicate, now), Failing(s))),
        (ConnectionCondition.UsersInvalid, (s, now) => If(IsRecent(s, ConnectionSigns.Invalid, now), Failing(s))),
        (ConnectionCondition.Failures, (s, _) => NeverAnswered(s) ? ConnectionState.Failing : If(ShareAbove(s, SomeFail), Failing(s))),
        (ConnectionCondition.NewTokenUnused, (s, _) => If(s.Signs.NeededTokenEndsAt is not null, ConnectionState.Attention)),
        (ConnectionCondition.Throttled, (s, _) => If(s.LastStatus == 429 && !(s.Signs.At(ConnectionSigns.HeldMark) >= s.LastRequestAt), ConnectionState.Attention)),
        (ConnectionCondition.TokenEnds, (s, now) => If(s.LastRequestAt is not null && s.TokenEndsAt - now < ExpiryNotice.Urgent, ConnectionState.Attention)),
        (ConnectionCondition.CertificateEnds, (s, now) => If(s.CertificateEndsAt - now < ExpiryNotice.Urgent, ConnectionState.Attention)),
        (ConnectionCondition.Silent, (s, now) => If(HasWritten(s) && now - s.LastRequestAt > SyncCycle.SilentAfter(s.Connection.Provider), ConnectionState.Attention)),
        (ConnectionCondition.NothingYet, (s, _) => If(s.LastRequestAt is null, ConnectionState.Waiting)),
        (ConnectionCondition.OnlyTested, (s, _) => If(s.LastRequestAt is not null && !HasWritten(s), ConnectionState.Waiting)),
        (ConnectionCondition.TokenEndsLater, (s, now) => If(s.TokenEndsAt - now <= ExpiryNotice.First, ConnectionState.Healthy)),
        (ConnectionCondition.CertificateEndsLater, (s, now) => If(s.CertificateEndsAt - now <= ExpiryNotice.First, ConnectionState.Healthy)),
        (ConnectionCondition.Quiet, (s, now) => If(now - s.LastRequestAt > SyncCycle.Quiet, ConnectionState.Healthy)),
        (ConnectionCondition.Healthy, (_, _) => ConnectionState.Healthy),
    ];

    /// <summary>The condition to speak of, and the state that it makes of the connection.</summary>
    public static (ConnectionCondition Condition, ConnectionState State) WorstOf(ConnectionSummary summary, DateTimeOffset now)
        => Table
            .Select(line => (line.Condition, State: line.StateOf(summary, now)))
            .Where(found => found.State is not null)
            .Select(found => (found.Condition, found.State!.Value))
            .MinBy(found => Array.IndexOf(WorstFirst, found.Value));

    /// <summary>The state that a condition makes of a connection; null when it does not hold.</summary>
    public static ConnectionState? StateOf(ConnectionCondition condition, ConnectionSummary summary, DateTimeOffset now)
        => Array.Find(Table, line => line.Condition == condition).StateOf(summary, now);

    /// <summary>How many of the lately arrived requests failed, from 0 to 1.</summary>
    public static double FailureShare(ConnectionSummary summary) => summary.Signs.Requests == 0 ? 0 : (double)summary.Signs.Failed / summary.Signs.Requests;

    private static ConnectionState? If(bool holds, ConnectionState state) => holds ? state : null;

    private static ConnectionState Failing(ConnectionSummary summary) => ShareAbove(summary, QuarantineShare) ? ConnectionState.Failing : ConnectionState.Attention;

    private static bool ShareAbove(ConnectionSummary summary, double share) => summary.Signs.Failed >= FewFailures && FailureShare(summary) > share;

    private static bool NeverAnswered(ConnectionSummary summary) => summary.LastRequestAt is not null && summary is { LastSuccessAt: null, LastStatus: not 429 };

    private static bool HasWritten(ConnectionSummary summary) => summary.Users > 0 || summary.Signs.At(ConnectionSigns.Written) is not null;

    private static bool Newer(DateTimeOffset? fault, DateTimeOffset? cure) => fault is not null && !(cure >= fault);

    private static bool IsRecent(ConnectionSummary summary, string mark, DateTimeOffset now)
        => summary.Signs.At(mark) is { } at && now - at <= SyncCycle.Recent(summary.Connection.Provider);

    private static bool ManyLeft(ConnectionSummary summary)
        => summary.Signs.Deactivated >= FewPeople && summary.Signs.Deactivated >= ManyPeople * (summary.ActiveUsers + summary.Signs.Deactivated);
}
