using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Downstream;

/// <summary>
/// The bearer key of a subscriber: <c>pevt_</c>, its id (12), the secret (43 base-62 characters for 256 random bits) and a checksum (6, the CRC-32 of all before it), like
/// the secret token of a connection. Only its SHA-256 is stored.
/// </summary>
public static class EventsKey
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "pevt_";

    private const int IdLength = TokenId.Length;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;
    private const int Length = 5 + IdLength + SecretLength + ChecksumLength;

    /// <summary>A new key and its id.</summary>
    public static (string Id, string Secret) New()
    {
        var id = Base62.Random(IdLength);
        var body = Prefix + id + Base62.Encode(RandomNumberGenerator.GetBytes(SecretBytes), SecretLength);
        return (id, body + Checksum(body));
    }

    /// <summary>Whether the text has the form of a key and its checksum fits. Says nothing about whether it was ever issued.</summary>
    public static bool IsWellFormed(string text)
        => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Base62.Allowed)
            && text.AsSpan(Length - ChecksumLength).SequenceEqual(Checksum(text[..^ChecksumLength]));

    /// <summary>The id inside a well-formed key.</summary>
    public static string IdOf(string text) => text.Substring(Prefix.Length, IdLength);

    /// <summary>SHA-256 of the key's ASCII: the only form in which one is stored.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));

    private static string Checksum(string body)
    {
        Span<char> checksum = stackalloc char[ChecksumLength];
        Base62.Encode(Crc32.HashToUInt32(Encoding.ASCII.GetBytes(body)), checksum);
        return checksum.ToString();
    }
}
