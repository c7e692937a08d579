using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Shared;

/// <summary>Says what a token may do, and from where.</summary>
internal static class LimitWords
{
    public static string Of(TokenScopes scopes) => scopes switch
    {
        TokenScopes.All => SharedTexts.ScopesAll,
        TokenScopes.UsersRead | TokenScopes.GroupsRead => SharedTexts.ScopesRead,
        TokenScopes.UsersRead | TokenScopes.UsersWrite => SharedTexts.ScopesUsers,
        TokenScopes.UsersRead => SharedTexts.ScopesUsersRead,
        _ => SharedTexts.FormatScopesNamed(string.Join(", ", ScopeNames.Of(scopes))),
    };

    /// <summary>Where it may be used from.</summary>
    public static string Of(AddressRanges? from) => from switch
    {
        null => SharedTexts.AnyAddress,
        { Networks: [var only] } => only.ToString(),
        _ => Words.Count(from.Networks.Count, SharedTexts.AddressRangeCount),
    };
}
