using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pirros.Admin.Audit;

/// <summary>Writes entries as CSV or as JSON lines, each as soon as it is read.</summary>
internal static class AuditExport
{
    public const string Csv = "csv";
    public const string JsonLines = "jsonl";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(Stream output, IAsyncEnumerable<AuditRecord> records, string form, CancellationToken cancel)
    {
        Languages.SpeakDefault();

        // With the mark in front a spreadsheet reads names beyond ASCII; JSON must not have one (RFC 8259 §8.1).
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: form == Csv), leaveOpen: true);
        if (form == Csv)
            await writer.WriteAsync(CsvText.Line("time", "tenant", "person", "person_id", "role", "what", "action", "target", "connection", "connection_name", "address", "reason", "number", "hash"));
        await foreach (var record in records.WithCancellation(cancel))
            await writer.WriteAsync((form == Csv ? CsvLine(record) : JsonSerializer.Serialize(Shape(record), Format) + "\n").AsMemory(), cancel);
    }

    /// <summary>An entry as scripts read it, with all that its hash is made of (ADR 11).</summary>
    public static object Shape(AuditRecord record)
    {
        var entry = record.Entry;
        return new
        {
            number = record.Number,
            id = entry.Id,
            at = entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            tenant = entry.Tenant.Value,
            person = entry.Actor.Name,
            personId = entry.Actor.Id,
            personKind = entry.Actor.Kind.ToString(),
            personTenant = entry.Actor.Tenant?.Value,
            address = entry.Actor.Address,
            connectionId = entry.Connection?.Value,
            connectionName = record.ConnectionName,
            action = entry.Action,
            target = entry.Target,
            what = AuditSentence.Of(entry),
            reason = entry.Reason,
            previous = Convert.ToHexStringLower(record.Previous.Span),
            hash = Convert.ToHexStringLower(record.Hash.Span),
        };
    }

    private static string CsvLine(AuditRecord record)
    {
        var entry = record.Entry;
        return CsvText.Line(
            entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), entry.Tenant.Value, entry.Actor.Name, entry.Actor.Id, AuditWords.Of(entry.Actor.Kind),
            AuditSentence.Of(entry), entry.Action, entry.Target, entry.Connection?.Value, record.ConnectionName, entry.Actor.Address, entry.Reason,
            record.Number.ToString(CultureInfo.InvariantCulture), Convert.ToHexStringLower(record.Hash.Span));
    }
}
