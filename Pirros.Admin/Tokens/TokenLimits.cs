using System.Globalization;

namespace Pirros.Admin.Tokens;

/// <summary>What a token is limited to.</summary>
/// <param name="Scopes">What it may do.</param>
/// <param name="From">The addresses that it may be used from; null for any.</param>
public sealed record TokenLimits(TokenScopes Scopes, AddressRanges? From)
{
    private const int MostShown = 3;

    /// <summary>Everything, from anywhere.</summary>
    public static TokenLimits None { get; } = new(TokenScopes.All, null);

    /// <summary>Whether it allows anything that <paramref name="other"/> does not.</summary>
    public bool IsWiderThan(TokenLimits other)
        => (Scopes & ~other.Scopes) != TokenScopes.None || (other.From is { } before && (From is null || !before.Covers(From)));

    /// <summary>In a few words that are the same in every language, for the audit: scopes, then addresses.</summary>
    public override string ToString()
    {
        var scopes = Scopes == TokenScopes.All ? "all scopes" : ScopeNames.TextOf(Scopes);
        return From is null ? $"{scopes}, any address" : string.Create(CultureInfo.InvariantCulture, $"{scopes}, {Shown(From)}");
    }

    private static string Shown(AddressRanges ranges)
    {
        var first = string.Join(' ', ranges.Networks.Take(MostShown));
        return ranges.Networks.Count <= MostShown ? $"from {first}" : string.Create(CultureInfo.InvariantCulture, $"from {ranges.Networks.Count} ranges ({first} …)");
    }
}
