using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pirros.Admin.Downstream;

/// <summary>The secret that webhooks are signed with: <c>whsec_</c> and 256 random bits in base64, and the signature that it makes (Standard Webhooks 1.0, HMAC-SHA256).</summary>
public static class WebhookSecret
{
    /// <summary>What every secret begins with.</summary>
    public const string Prefix = "whsec_";

    private const int Bytes = 32;

    /// <summary>A new one.</summary>
    public static string New() => $"{Prefix}{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))}";

    /// <summary>The signature of a body, such as <c>v1,g0hM9S…</c>.</summary>
    public static string Sign(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var key = Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        byte[] head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        byte[] signed = [.. head, .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}
