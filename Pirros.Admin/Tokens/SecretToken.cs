namespace Pirros.Admin.Tokens;

/// <summary>
/// The bearer credential of a connection (RFC 6750): <c>pscim_</c>, the token id (12), the secret (43 base-62 characters for 256 random bits) and a
/// checksum (6, the CRC-32 of all before it).
/// </summary>
public static class SecretToken
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "pscim_";

    private static readonly CredentialForm Form = new(Prefix);

    /// <summary>The length of every token.</summary>
    public static int Length => Form.Length;

    /// <summary>A new token and its id.</summary>
    public static (TokenId Id, string Secret) New() => Form.New();

    /// <summary>Whether the text has the form of a token and its checksum fits. Says nothing about whether it was ever issued.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => Form.IsWellFormed(text);

    /// <summary>The token id inside a well-formed token.</summary>
    public static TokenId IdOf(ReadOnlySpan<char> text) => Form.IdOf(text);

    /// <summary>SHA-256 of the token's ASCII: the only form in which one is stored. A token holds 256 random bits, so a slow password hash would add nothing.</summary>
    public static byte[] Hash(ReadOnlySpan<char> text) => CredentialForm.Hash(text);
}
