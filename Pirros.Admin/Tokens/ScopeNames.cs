namespace Pirros.Admin.Tokens;

/// <summary>Scopes as they are written (RFC 6749 §3.3): <c>users:read groups:read</c>.</summary>
public static class ScopeNames
{
    private static readonly (TokenScopes Scope, string Name)[] Known =
        [(TokenScopes.UsersRead, "users:read"), (TokenScopes.UsersWrite, "users:write"), (TokenScopes.GroupsRead, "groups:read"), (TokenScopes.GroupsWrite, "groups:write")];

    // Made once for each set, since every answer of the token endpoint holds one.
    private static readonly string[] Texts = [.. Enumerable.Range(0, (int)TokenScopes.All + 1).Select(set => string.Join(' ', Of((TokenScopes)set)))];

    /// <summary>The names of the scopes in a set, in a fixed order.</summary>
    public static IEnumerable<string> Of(TokenScopes scopes) => Known.Where(known => scopes.HasFlag(known.Scope)).Select(known => known.Name);

    /// <summary>The same with spaces between them.</summary>
    public static string TextOf(TokenScopes scopes) => Texts[(int)(scopes & TokenScopes.All)];

    /// <summary>Reads names with spaces or commas between them. Nothing at all is no scope.</summary>
    public static bool TryParse(string text, out TokenScopes scopes)
    {
        scopes = TokenScopes.None;
        foreach (var name in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var found = Array.Find(Known, known => known.Name == name).Scope;
            if (found == TokenScopes.None)
                return false;
            scopes |= found;
        }

        return scopes != TokenScopes.None;
    }

    /// <summary>Reads what a person typed.</summary>
    /// <exception cref="RefusedException">A name is not one of a scope, or there is none.</exception>
    public static TokenScopes Parse(string? text) => TryParse(text ?? "", out var scopes)
        ? scopes
        : throw RefusedException.Invalid(TokenTexts.FormatScopesAre(string.Join(", ", Known.Select(known => known.Name))));
}
