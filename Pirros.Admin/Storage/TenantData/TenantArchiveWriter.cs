using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pirros.Admin.Storage.TenantData;

/// <summary>Writes the file of a tenant: JSON lines, compressed. The first says what it is, then comes a line for each row, and the last counts and seals them.</summary>
internal sealed class TenantArchiveWriter : IAsyncDisposable
{
    public const string Format = "pirros-tenant";
    public const int Version = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly GZipStream _output;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly SortedDictionary<string, long> _rows = new(StringComparer.Ordinal);

    public TenantArchiveWriter(Stream output) => _output = new GZipStream(output, CompressionLevel.Optimal);

    public IReadOnlyDictionary<string, long> Rows => _rows;

    public Task BeginAsync(string tenant, DateTimeOffset now, CancellationToken cancel) => LineAsync(
        json =>
        {
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("tenant", tenant);
            json.WriteString("exportedAt", now.UtcDateTime);
        },
        false,
        cancel);

    public Task RowAsync(TenantTable table, object?[] values, CancellationToken cancel)
    {
        _rows[table.Name] = _rows.GetValueOrDefault(table.Name) + 1;
        return LineAsync(
            json =>
            {
                json.WriteString("table", table.Name);
                json.WriteStartObject("row");
                for (var i = 0; i < values.Length; i++)
                    table.Columns[i].Write(json, values[i]);
                json.WriteEndObject();
            },
            true,
            cancel);
    }

    /// <summary>Ends the file; gives the hash over all rows.</summary>
    public async Task<string> EndAsync(CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
        await LineAsync(
            json =>
            {
                json.WriteStartObject("rows");
                foreach (var (table, count) in _rows)
                    json.WriteNumber(table, count);
                json.WriteEndObject();
                json.WriteString("sha256", hash);
            },
            false,
            cancel);
        return hash;
    }

    public async ValueTask DisposeAsync()
    {
        await _output.DisposeAsync();
        _hash.Dispose();
    }

    private async Task LineAsync(Action<Utf8JsonWriter> write, bool sealedBy, CancellationToken cancel)
    {
        _line.ResetWrittenCount();
        await using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        if (sealedBy)
            _hash.AppendData(_line.WrittenSpan);
        await _output.WriteAsync(_line.WrittenMemory, cancel);
    }
}
