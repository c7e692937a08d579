using Pirros.Admin.Connections;

namespace Pirros.Admin.Components.Shared;

/// <summary>Says in short why a connection is in its state, from the same condition that its diagnosis explains.</summary>
internal static class StateSentence
{
    public static string Of(ConnectionSummary summary, DateTimeOffset now)
    {
        var client = Words.Client(summary.Connection.Provider);
        var target = Words.Target(summary.Connection.Provider);
        return summary.ConditionAt(now) switch
        {
            ConnectionCondition.Off => SharedTexts.FormatOffSays(client),
            ConnectionCondition.NoToken => SharedTexts.FormatNoTokenSays(target),
            ConnectionCondition.TokenRefused => SharedTexts.TokenRefusedSays,
            ConnectionCondition.TokenLimited => SharedTexts.TokenLimitedSays,
            ConnectionCondition.PathUnknown => SharedTexts.FormatPathUnknownSays(client),
            ConnectionCondition.ServerFailed => SharedTexts.ServerFailedSays,
            ConnectionCondition.DeactivationsHeld => SharedTexts.FormatDeactivationsHeldSays(target),
            ConnectionCondition.DeactivationsBeyond => SharedTexts.DeactivationsBeyondSays,
            ConnectionCondition.MassDeactivation => SharedTexts.MassDeactivationSays,
            ConnectionCondition.FilterRefused => SharedTexts.FormatFilterRefusedSays(client),
            ConnectionCondition.Duplicates => SharedTexts.DuplicatesSays,
            ConnectionCondition.UsersInvalid => SharedTexts.FormatUsersInvalidSays(target),
            ConnectionCondition.Failures => summary.LastSuccessAt is null ? SharedTexts.FormatNoSuccessSays(target) : SharedTexts.ManyFailSays,
            ConnectionCondition.NewTokenUnused => SharedTexts.OldInUseSays,
            ConnectionCondition.Throttled => SharedTexts.FormatThrottledSays(client),
            ConnectionCondition.TokenEnds or ConnectionCondition.TokenEndsLater => SharedTexts.FormatTokenEndsSays(Words.Relative(summary.TokenEndsAt ?? now, now)),
            ConnectionCondition.CertificateEnds when summary.CertificateEndsAt <= now => SharedTexts.CertificateEndedSays,
            ConnectionCondition.CertificateEnds or ConnectionCondition.CertificateEndsLater => SharedTexts.FormatCertificateEndsSays(Words.Relative(summary.CertificateEndsAt ?? now, now)),
            ConnectionCondition.Silent => SharedTexts.FormatSilentSays(Words.Exact(summary.LastRequestAt ?? now), target),
            ConnectionCondition.NothingYet => SharedTexts.FormatNothingYetSays(target),
            ConnectionCondition.OnlyTested => SharedTexts.OnlyTestedSays,
            ConnectionCondition.Quiet => SharedTexts.FormatQuietSays(Words.Exact(summary.LastRequestAt ?? now), client),
            _ => SharedTexts.HealthySays,
        };
    }
}
