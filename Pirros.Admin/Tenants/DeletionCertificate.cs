using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pirros.Admin.Tenants;

/// <summary>What a certificate of deletion states.</summary>
/// <param name="Tenant">The tenant's short name.</param>
/// <param name="Name">Its name.</param>
/// <param name="BeganAt">When the deletion began; none of its tokens was accepted from then on.</param>
/// <param name="FinishedAt">When nothing was left.</param>
/// <param name="PersonId">Who deleted it, by identifier.</param>
/// <param name="Person">Who deleted it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Connections">The ids of its connections.</param>
/// <param name="Removed">How many rows were removed, by table.</param>
/// <param name="AuditEntries">How many entries its audit had.</param>
/// <param name="AuditHash">The hash of the newest of them, in hexadecimal, which all entries that were ever exported lead to.</param>
public sealed record DeletionStatement(
    string Tenant,
    string Name,
    DateTimeOffset BeganAt,
    DateTimeOffset FinishedAt,
    string PersonId,
    string Person,
    string Reason,
    IReadOnlyList<string> Connections,
    IReadOnlyDictionary<string, long> Removed,
    long AuditEntries,
    string AuditHash);

/// <summary>A certificate: what it states, and the SHA-256 of that as compact JSON, which stands in the audit.</summary>
/// <param name="Statement">What it states.</param>
/// <param name="Hash">In hexadecimal.</param>
public sealed record DeletionCertificate(DeletionStatement Statement, string Hash)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DeletionCertificate Of(DeletionStatement statement) => new(statement, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(statement, Format))));

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static DeletionCertificate Read(string json) => JsonSerializer.Deserialize<DeletionCertificate>(json, Format)!;
}
