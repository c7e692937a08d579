using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage.Rows;

/// <summary>What a token is and is limited to, as its row keeps it: null for what every token of the first release was.</summary>
internal static class TokenLimitText
{
    private const string Client = "client";

    public static TokenKind Kind(string? stored) => stored == Client ? TokenKind.Client : TokenKind.Secret;

    public static string? Write(TokenKind kind) => kind == TokenKind.Client ? Client : null;

    public static long? Write(TokenScopes scopes) => scopes == TokenScopes.All ? null : (long)scopes;

    public static TokenScopes Scopes(long? stored) => stored is { } scopes ? (TokenScopes)scopes : TokenScopes.All;

    public static AddressRanges? Ranges(string? stored) => AddressRangeReader.Read(stored);

    public static TokenLimits Read(long? scopes, string? ranges) => scopes is null && ranges is null ? TokenLimits.None : new TokenLimits(Scopes(scopes), Ranges(ranges));
}
