using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Pirros.Admin.Tokens;

/// <summary>
/// The form of a credential that is issued: a prefix, the id (12), the secret (43 base-62 characters for 256 random bits) and a checksum (6, the CRC-32 of all before it). The
/// prefix lets secret scanners recognise it; the checksum tells a mistyped one from a wrong one.
/// </summary>
internal sealed class CredentialForm(string prefix)
{
    public const int ChecksumLength = 6;

    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int MostPrefix = 8;
    private const int Most = MostPrefix + TokenId.Length + SecretLength + ChecksumLength;

    public int Length { get; } = prefix.Length + TokenId.Length + SecretLength + ChecksumLength;

    /// <summary>A new credential and its id.</summary>
    public (TokenId Id, string Secret) New()
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(secret);
        var id = new TokenId(Base62.Random(TokenId.Length));
        var body = prefix + id + Base62.Encode(secret, SecretLength);
        Span<char> checksum = stackalloc char[ChecksumLength];
        Checksum(body, checksum);
        return (id, $"{body}{checksum}");
    }

    /// <summary>Whether the text has this form and its checksum fits. Says nothing about whether it was ever issued.</summary>
    public bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || !text.StartsWith(prefix, StringComparison.Ordinal) || text[prefix.Length..].ContainsAnyExcept(Base62.Allowed))
            return false;
        Span<char> checksum = stackalloc char[ChecksumLength];
        Checksum(text[..^ChecksumLength], checksum);
        return text[^ChecksumLength..].SequenceEqual(checksum);
    }

    /// <summary>The id inside a well-formed one.</summary>
    public TokenId IdOf(ReadOnlySpan<char> text) => new(text.Slice(prefix.Length, TokenId.Length).ToString());

    /// <summary>SHA-256 of a well-formed one's ASCII.</summary>
    public static byte[] Hash(ReadOnlySpan<char> text)
    {
        Span<byte> ascii = stackalloc byte[Most];
        var written = Encoding.ASCII.GetBytes(text, ascii);
        return SHA256.HashData(ascii[..written]);
    }

    private static void Checksum(ReadOnlySpan<char> body, Span<char> checksum)
    {
        Span<byte> ascii = stackalloc byte[Most];
        var written = Encoding.ASCII.GetBytes(body, ascii);
        Base62.Encode(Crc32.HashToUInt32(ascii[..written]), checksum);
    }
}
