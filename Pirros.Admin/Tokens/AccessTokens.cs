using System.Buffers.Text;
using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>
/// Access tokens (RFC 6749 §1.4): <c>pscima_</c>, what is sealed with the keys that all instances share, and a checksum. No row is kept of one; what it was made from is asked for at
/// each request, so that it ends with its client secret. One that was opened is remembered until it ends, so that a request costs a hash and a look-up.
/// </summary>
public sealed class AccessTokens(IDataProtectionProvider keys, TimeProvider clock)
{
    /// <summary>What every access token begins with.</summary>
    public const string Prefix = "pscima_";

    /// <summary>How long one lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    // Only what was opened is remembered, so guesses fill nothing. Beyond this many, each request opens its token again, which takes some microseconds.
    private const int MostKept = 20_000;
    private const int MaximumLength = 600;
    private const int HashLength = 32;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _seal = keys.CreateProtector("Pirros.Admin.Tokens.AccessToken.v1");
    private readonly ConcurrentDictionary<UInt128, (byte[] Hash, AccessTokenContent Content)> _opened = new();
    private long _sweptAt;

    /// <summary>How many are remembered.</summary>
    public int Count => _opened.Count;

    /// <summary>Makes one from a client secret that was shown.</summary>
    internal string Make(ConnectionId connection, TokenId client, TokenScopes scopes, DateTimeOffset expiresAt, byte[] proof)
    {
        var body = Prefix + Base64Url.EncodeToString(_seal.Protect(AccessTokenContent.Write(connection, client, scopes, expiresAt, proof)));
        Span<char> checksum = stackalloc char[CredentialForm.ChecksumLength];
        Base62.Encode(Crc32.HashToUInt32(Encoding.ASCII.GetBytes(body)), checksum);
        return $"{body}{checksum}";
    }

    /// <summary>Whether a text begins like one, and its checksum fits.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (text.Length is <= 40 or > MaximumLength || !text.StartsWith(Prefix, StringComparison.Ordinal) || !Ascii.IsValid(text))
            return false;
        Span<byte> ascii = stackalloc byte[MaximumLength];
        var written = Encoding.ASCII.GetBytes(text[..^CredentialForm.ChecksumLength], ascii);
        Span<char> checksum = stackalloc char[CredentialForm.ChecksumLength];
        Base62.Encode(Crc32.HashToUInt32(ascii[..written]), checksum);
        return text[^CredentialForm.ChecksumLength..].SequenceEqual(checksum);
    }

    /// <summary>What a well-formed one says, ended or not; null when this installation did not make it.</summary>
    internal AccessTokenContent? Open(string text)
    {
        Span<byte> hash = stackalloc byte[HashLength];
        Span<byte> ascii = stackalloc byte[MaximumLength];
        SHA256.HashData(ascii[..Encoding.ASCII.GetBytes(text, ascii)], hash);
        var key = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
        if (_opened.TryGetValue(key, out var known) && CryptographicOperations.FixedTimeEquals(known.Hash, hash))
            return known.Content;
        if (Unsealed(text) is not { } content)
            return null;
        if (content.ExpiresAt > clock.GetUtcNow() && HasRoom())
            _opened[key] = (hash.ToArray(), content);
        return content;
    }

    private AccessTokenContent? Unsealed(string text)
    {
        try
        {
            return AccessTokenContent.Read(_seal.Unprotect(Base64Url.DecodeFromChars(text.AsSpan()[Prefix.Length..^CredentialForm.ChecksumLength])));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            // Made by another installation, or by nobody: its sender is told what everybody is whose token is not accepted.
            return null;
        }
    }

    private bool HasRoom()
    {
        if (_opened.Count < MostKept)
            return true;
        var swept = Volatile.Read(ref _sweptAt);
        if ((swept == 0 || clock.GetElapsedTime(swept) >= SweepEvery) && Interlocked.CompareExchange(ref _sweptAt, clock.GetTimestamp(), swept) == swept)
        {
            var now = clock.GetUtcNow();
            foreach (var (key, opened) in _opened)
            {
                if (opened.Content.ExpiresAt <= now)
                    _opened.TryRemove(key, out _);
            }
        }

        return _opened.Count < MostKept;
    }
}
