using System.Diagnostics.CodeAnalysis;

namespace Pirros.Admin.Tokens;

/// <summary>Names a token without being secret: the first characters after <c>pscim_</c>, so that support can find a token by what a caller reads out of it.</summary>
/// <param name="Value">12 base-62 characters.</param>
public readonly record struct TokenId(string Value)
{
    /// <summary>The length of every token id.</summary>
    public const int Length = 12;

    /// <summary>Reads an id, with or without the <c>pscim_</c> or <c>pscimc_</c> in front.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TokenId id)
    {
        id = default;
        if (text is null)
            return false;
        var bare = Bare(text);
        if (bare.Length != Length || bare.AsSpan().ContainsAnyExcept(Base62.Allowed))
            return false;
        id = new TokenId(bare);
        return true;
    }

    /// <summary>A text without the beginning that tells of which kind a credential is.</summary>
    internal static string Bare(string text)
        => text.StartsWith(SecretToken.Prefix, StringComparison.Ordinal) ? text[SecretToken.Prefix.Length..]
            : text.StartsWith(ClientSecret.Prefix, StringComparison.Ordinal) ? text[ClientSecret.Prefix.Length..]
            : text;

    /// <summary>Reads an id that a person typed.</summary>
    /// <exception cref="RefusedException">The text can't be one.</exception>
    public static TokenId Parse(string? text) => TryParse(text?.Trim(), out var id)
        ? id
        : throw RefusedException.Invalid(TokenTexts.TokenIdIs);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
