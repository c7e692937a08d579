using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Pirros.Admin.Tokens;

/// <summary>
/// The bearer credential of a connection (RFC 6750): <c>pscim_</c>, the token id (12), the secret (43 base-62 characters for 256 random bits) and a
/// checksum (6, the CRC-32 of all before it). The prefix lets secret scanners recognise it; the checksum tells a mistyped token from a wrong one.
/// </summary>
public static class SecretToken
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "pscim_";

    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;

    /// <summary>The length of every token.</summary>
    public const int Length = 6 + TokenId.Length + SecretLength + ChecksumLength;

    /// <summary>A new token and its id.</summary>
    public static (TokenId Id, string Secret) New()
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(secret);
        var id = new TokenId(Base62.Random(TokenId.Length));
        var body = Prefix + id + Base62.Encode(secret, SecretLength);
        Span<char> checksum = stackalloc char[ChecksumLength];
        Checksum(body, checksum);
        return (id, $"{body}{checksum}");
    }

    /// <summary>Whether the text has the form of a token and its checksum fits. Says nothing about whether it was ever issued.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length..].ContainsAnyExcept(Base62.Allowed))
            return false;
        Span<char> checksum = stackalloc char[ChecksumLength];
        Checksum(text[..^ChecksumLength], checksum);
        return text[^ChecksumLength..].SequenceEqual(checksum);
    }

    /// <summary>The token id inside a well-formed token.</summary>
    public static TokenId IdOf(ReadOnlySpan<char> text) => new(text.Slice(Prefix.Length, TokenId.Length).ToString());

    /// <summary>SHA-256 of the token's ASCII: the only form in which one is stored. A token holds 256 random bits, so a slow password hash would add nothing.</summary>
    public static byte[] Hash(ReadOnlySpan<char> text)
    {
        Span<byte> ascii = stackalloc byte[Length];
        var written = Encoding.ASCII.GetBytes(text, ascii);
        return SHA256.HashData(ascii[..written]);
    }

    private static void Checksum(ReadOnlySpan<char> body, Span<char> checksum)
    {
        Span<byte> ascii = stackalloc byte[Length];
        var written = Encoding.ASCII.GetBytes(body, ascii);
        Base62.Encode(Crc32.HashToUInt32(ascii[..written]), checksum);
    }
}
