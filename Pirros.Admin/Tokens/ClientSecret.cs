using System.Security.Cryptography;

namespace Pirros.Admin.Tokens;

/// <summary>
/// The secret of an OAuth 2.0 client (RFC 6749 §2.3.1), in the form of a secret token with a prefix of its own: no version of the product takes one for a token. The client's
/// identifier is the connection's id, which stays when the secret changes.
/// </summary>
public static class ClientSecret
{
    /// <summary>What every client secret begins with.</summary>
    public const string Prefix = "pscimc_";

    private static readonly CredentialForm Form = new(Prefix);

    /// <summary>The length of every client secret.</summary>
    public static int Length => Form.Length;

    /// <summary>A new client secret and its id.</summary>
    public static (TokenId Id, string Secret) New() => Form.New();

    /// <summary>Whether the text has the form of a client secret and its checksum fits. Says nothing about whether it was ever issued.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => Form.IsWellFormed(text);

    /// <summary>The id inside a well-formed client secret.</summary>
    public static TokenId IdOf(ReadOnlySpan<char> text) => Form.IdOf(text);

    /// <summary>
    /// SHA-256 of the secret's ASCII. Access tokens carry it, sealed: whoever has read the whole database, keys and hashes, still can't make one, since what is stored is the hash
    /// of this (<see cref="HashOf"/>).
    /// </summary>
    public static byte[] ProofOf(ReadOnlySpan<char> text) => CredentialForm.Hash(text);

    /// <summary>What is stored of a client secret whose proof is given.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> proof) => SHA256.HashData(proof);

    /// <summary>What is stored of a client secret.</summary>
    public static byte[] Hash(ReadOnlySpan<char> text) => HashOf(ProofOf(text));
}
