using System.Security.Cryptography;
using System.Text;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>Lets in whoever sends the one token, compared as SHA-256 in fixed time: the least that an honest server does for each request.</summary>
internal sealed class BearerCheck(string token)
{
    private const string Scheme = "Bearer ";
    private const int LongestHeader = 200;
    private readonly byte[] _hash = SHA256.HashData(Encoding.ASCII.GetBytes(token));

    public bool Admits(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length > LongestHeader || !header.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        Span<byte> presented = stackalloc byte[LongestHeader];
        var length = Encoding.ASCII.GetBytes(header.AsSpan(Scheme.Length), presented);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(presented[..length], hash);
        return CryptographicOperations.FixedTimeEquals(hash, _hash);
    }
}
