using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>What can be told of a token without its secret.</summary>
/// <param name="Connection">The connection that it opens.</param>
/// <param name="Id">Its name.</param>
/// <param name="CreatedAt">When it was issued, in UTC.</param>
/// <param name="CreatedBy">Who issued it.</param>
/// <param name="ExpiresAt">When it ends by itself; null when never.</param>
/// <param name="ReplacedAt">When a rotation put another in its place; null while it is the current one.</param>
/// <param name="GraceEndsAt">When it ends after that rotation.</param>
/// <param name="RevokedAt">When a person ended it.</param>
/// <param name="LastUse">Its newest use, as known to the store.</param>
public sealed record Token(
    ConnectionId Connection,
    TokenId Id,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? ReplacedAt,
    DateTimeOffset? GraceEndsAt,
    DateTimeOffset? RevokedAt,
    TokenUse? LastUse)
{
    /// <summary>What kind of credential it is.</summary>
    public TokenKind Kind { get; init; }

    /// <summary>What it is limited to.</summary>
    public TokenLimits Limits { get; init; } = TokenLimits.None;

    /// <summary>When it stops being accepted, whatever ends it first; null when nothing does.</summary>
    public DateTimeOffset? EndsAt => Earliest(Earliest(ExpiresAt, GraceEndsAt), RevokedAt);

    /// <summary>Its state at a moment.</summary>
    public TokenState StateAt(DateTimeOffset now)
    {
        if (RevokedAt <= now)
            return TokenState.Revoked;
        if (ExpiresAt <= now || GraceEndsAt <= now)
            return TokenState.Expired;
        return ReplacedAt is null ? TokenState.Active : TokenState.Grace;
    }

    /// <summary>Whether the endpoint accepts it at a moment.</summary>
    public bool IsLiveAt(DateTimeOffset now) => !(EndsAt <= now);

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}

/// <summary>A use of a token.</summary>
/// <param name="At">When, in UTC, to about a second.</param>
/// <param name="Address">From which network address.</param>
/// <param name="UserAgent">What the client called itself, shortened; null when it said nothing.</param>
public sealed record TokenUse(DateTimeOffset At, string? Address, string? UserAgent);

/// <summary>What a token is at a moment.</summary>
public enum TokenState
{
    /// <summary>The current one.</summary>
    Active,

    /// <summary>Replaced by a rotation, still accepted until its grace ends.</summary>
    Grace,

    /// <summary>Its time, or its grace, is over.</summary>
    Expired,

    /// <summary>Ended by a person.</summary>
    Revoked,
}

/// <summary>A token that was just made, with the secret that is shown this once.</summary>
/// <param name="Token">The token.</param>
/// <param name="Secret">The whole credential.</param>
/// <param name="Previous">The token that it replaces, with the end of its grace; null when there was none.</param>
public sealed record IssuedToken(Token Token, string Secret, Token? Previous);
