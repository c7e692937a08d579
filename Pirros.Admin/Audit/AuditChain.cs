using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pirros.Admin.Audit;

/// <summary>
/// What binds the entries of a tenant together: each has the SHA-256 over what it says and over the hash of the entry before it, so that none can be changed, taken out
/// or moved without all that follow being written anew. <c>docs/adr/0011-audit-chain.md</c> says what is hashed, byte by byte.
/// </summary>
public static class AuditChain
{
    /// <summary>The length of a hash in bytes.</summary>
    public const int HashLength = 32;

    /// <summary>What stands for the entry before the first: 32 zero bytes.</summary>
    public static ReadOnlySpan<byte> Start => new byte[HashLength];

    /// <summary>The hash of an entry that follows on one with the hash <paramref name="previous"/>.</summary>
    public static byte[] Hash(AuditEntry entry, ReadOnlySpan<byte> previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        foreach (var field in Fields(entry))
            Append(hash, field);
        return hash.GetHashAndReset();
    }

    // Each field with its length in front of it, so that no two entries give the same bytes; what is absent is told from what is empty.
    private static void Append(IncrementalHash hash, string? field)
    {
        if (field is null)
        {
            hash.AppendData("-,"u8);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(field);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:")));
        hash.AppendData(bytes);
        hash.AppendData(","u8);
    }

    private static string?[] Fields(AuditEntry entry) =>
    [
        entry.Id.ToString("D"),
        entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        entry.Actor.Kind.ToString(),
        entry.Actor.Id,
        entry.Actor.Name,
        entry.Actor.Tenant?.Value,
        entry.Actor.Address,
        entry.Tenant.Value,
        entry.Connection?.Value,
        entry.Action,
        entry.Target,
        entry.Reason,
    ];
}
