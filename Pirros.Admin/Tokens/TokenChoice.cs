namespace Pirros.Admin.Tokens;

/// <summary>What a new credential is to be, where that is not what the present one is.</summary>
/// <param name="Kind">Its kind; null for that of the present one.</param>
/// <param name="Scopes">What it may do; null for what the present one may.</param>
/// <param name="From">Where it may be used from; null for where the present one may.</param>
public sealed record TokenChoice(TokenKind? Kind, TokenScopes? Scopes, RangeChoice? From)
{
    /// <summary>All as it is.</summary>
    public static TokenChoice Same { get; } = new(null, null, null);

    /// <summary>All of it said.</summary>
    public static TokenChoice Of(TokenKind kind, TokenLimits limits) => new(kind, limits.Scopes, new RangeChoice(limits.From));

    /// <summary>The limits, of one whose present limits are given.</summary>
    public TokenLimits LimitsFrom(TokenLimits present) => new(Scopes ?? present.Scopes, From is null ? present.From : From.Ranges);
}

/// <summary>Addresses that were chosen.</summary>
/// <param name="Ranges">The ranges; null for any address.</param>
public sealed record RangeChoice(AddressRanges? Ranges);
