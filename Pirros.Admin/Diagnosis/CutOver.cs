using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis;

/// <summary>How far a rotation has come: the provider moves from the old token to the new one.</summary>
/// <param name="Newer">The current token.</param>
/// <param name="Older">The one that it replaced, still accepted.</param>
/// <param name="Stage">How far.</param>
/// <param name="OldSilence">How long the old token has not been used; null when it never was.</param>
/// <param name="NewerRequests">How many of the latest requests came with the new one.</param>
/// <param name="OlderRequests">How many came with the old one.</param>
/// <param name="LatestRequests">How many requests these were counted in.</param>
/// <param name="Wait">For how long the old one must be silent before it is no longer needed.</param>
public sealed record CutOver(Token Newer, Token Older, CutOverStage Stage, TimeSpan? OldSilence, int NewerRequests, int OlderRequests, int LatestRequests, TimeSpan Wait)
{
    /// <summary>The cut-over of a connection; null when it has not two live tokens.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="latest">Its latest requests.</param>
    /// <param name="provider">The provider at the other end.</param>
    /// <param name="now">The moment, in UTC.</param>
    public static CutOver? Of(IReadOnlyList<Token> tokens, IReadOnlyList<ActivityRecord> latest, IdentityProvider provider, DateTimeOffset now)
    {
        var live = tokens.Where(token => token.IsLiveAt(now)).ToList();
        if (live.Find(token => token.ReplacedAt is null) is not { } newer || live.Find(token => token.ReplacedAt is not null) is not { } older)
            return null;
        var wait = SyncCycle.OldTokenSilent(provider);
        var silence = now - older.LastUse?.At;
        var stage = (newer.LastUse, older.LastUse) switch
        {
            (null, _) => CutOverStage.NotBegun,
            (_, null) => CutOverStage.Done,
            var (used, old) when used.At > old.At && silence > wait => CutOverStage.Done,
            _ => CutOverStage.Moving,
        };
        return new CutOver(newer, older, stage, silence, Count(latest, newer), Count(latest, older), latest.Count, wait);
    }

    private static int Count(IReadOnlyList<ActivityRecord> latest, Token token) => latest.Count(record => record.Token == token.Id);
}

/// <summary>How far a rotation has come.</summary>
public enum CutOverStage
{
    /// <summary>The new token was never used.</summary>
    NotBegun,

    /// <summary>The new token is in use, and the old one was until a moment ago.</summary>
    Moving,

    /// <summary>The new token is in use, and the old one is no longer needed.</summary>
    Done,
}
