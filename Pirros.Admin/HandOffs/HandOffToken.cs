using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pirros.Admin.HandOffs;

/// <summary>What stands in the address of a link: 256 random bits in base64url (RFC 4648 §5), 43 characters. Only its SHA-256 is stored.</summary>
internal static class HandOffToken
{
    private const int Bytes = 32;

    /// <summary>A new one.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The form in which it is stored and looked up. Takes any text, so that one which can't be a token is answered in the way, and the time, of one that is not known.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
