using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>What is filled in of a token's limits.</summary>
public sealed class TokenLimitDraft(TokenLimits present)
{
    /// <summary>The longest text of ranges: more than the most of them takes, and less than a message to the server may hold.</summary>
    public const int LongestRanges = 24_000;

    /// <summary>What the token may do now.</summary>
    public TokenScopes Present { get; } = present.Scopes;

    /// <summary>What it may do then.</summary>
    public TokenScopes Scopes { get; set; } = present.Scopes;

    /// <summary>Its address ranges, one a line; empty for any address.</summary>
    public string? Ranges { get; set; } = present.From?.Text;

    /// <summary>The limits that are filled in.</summary>
    /// <exception cref="RefusedException">A line is no address range.</exception>
    public TokenLimits Read() => new(Scopes, AddressRangeReader.Read(Ranges));
}
