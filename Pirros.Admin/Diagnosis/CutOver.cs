using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis;

/// <summary>How far a rotation has come: the provider moves from the old token to the new one.</summary>
/// <param name="Newer">The current token.</param>
/// <param name="Older">The one that it replaced, still accepted.</param>
/// <param name="Stage">How far.</param>
/// <param name="NewerUsedAt">When the new one was last used; null when never.</param>
/// <param name="OlderUsedAt">When the old one was.</param>
/// <param name="NewerRequests">How many of the latest requests came with the new one.</param>
/// <param name="OlderRequests">How many came with the old one.</param>
/// <param name="LatestRequests">How many requests these were counted in.</param>
/// <param name="Wait">For how long the old one must be silent before it is no longer needed.</param>
public sealed record CutOver(
    Token Newer, Token Older, CutOverStage Stage, DateTimeOffset? NewerUsedAt, DateTimeOffset? OlderUsedAt, int NewerRequests, int OlderRequests, int LatestRequests, TimeSpan Wait)
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
        var (newerAt, olderAt) = (UsedAt(latest, newer), UsedAt(latest, older));
        var stage = (newerAt, olderAt) switch
        {
            (null, _) => CutOverStage.NotBegun,
            (_, null) => CutOverStage.Done,
            var (used, old) when used > old && now - old > wait => CutOverStage.Done,
            _ => CutOverStage.Moving,
        };
        return new CutOver(newer, older, stage, newerAt, olderAt, Count(latest, newer), Count(latest, older), latest.Count, wait);
    }

    /// <summary>The last use is written down a second later than the request itself.</summary>
    private static DateTimeOffset? UsedAt(IReadOnlyList<ActivityRecord> latest, Token token)
        => latest.FirstOrDefault(record => record.Token == token.Id)?.At is { } at && !(token.LastUse?.At >= at) ? at : token.LastUse?.At;

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
