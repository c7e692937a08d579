using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.TenantData;

/// <summary>Reads the file of a tenant row by row, and trusts nothing in it: each row must be of the one tenant that it names or of that tenant's connections.</summary>
internal sealed class TenantArchiveReader(TenantTables tables, string file)
{
    private readonly SortedDictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _connections = new(StringComparer.Ordinal);

    /// <summary>The tenant, once the first row was read.</summary>
    public TenantId Tenant { get; private set; }

    /// <summary>The ids of its connections, as far as they were read.</summary>
    public IReadOnlySet<string> Connections => _connections;

    /// <summary>The rows by table, as far as they were read.</summary>
    public IReadOnlyDictionary<string, long> Rows => _rows;

    /// <summary>The hash over all rows, once all were read.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>All rows. The end is reached only when the file is whole.</summary>
    /// <exception cref="RefusedException">It is not, or something in it is not as an export writes it.</exception>
    public async IAsyncEnumerable<TenantArchiveRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        _rows.Clear();
        _connections.Clear();
        await using var stream = File.OpenRead(file);
        await using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
        using var lines = new StreamReader(unpacked, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Begin(await LineAsync(lines, cancel));
        while (true)
        {
            var line = await LineAsync(lines, cancel);
            if (Row(line) is not { } row)
            {
                End(line, hash);
                if (await lines.ReadLineAsync(cancel) is not null)
                    throw Damaged("something stands behind its last line");
                yield break;
            }

            hash.AppendData(Encoding.UTF8.GetBytes(line));
            hash.AppendData("\n"u8);
            yield return row;
        }
    }

    private void Begin(string line) => Try(line, head =>
    {
        if (head.GetProperty("format").GetString() != TenantArchiveWriter.Format)
            throw Damaged("its first line does not say that it is one");
        if (head.GetProperty("version").GetInt32() is var version and not TenantArchiveWriter.Version)
            throw RefusedException.Invalid($"{file} has the version {version}, and this program reads {TenantArchiveWriter.Version}. Import it with the version that wrote it, or a newer one.");
        Tenant = TenantId.Parse(head.GetProperty("tenant").GetString());
        return true;
    });

    /// <summary>Null for the last line.</summary>
    private TenantArchiveRow? Row(string line) => Try(line, json =>
    {
        if (!json.TryGetProperty("table", out var name))
            return null;
        var table = tables.Moved.FirstOrDefault(one => one.Name == name.GetString())
            ?? throw RefusedException.Invalid($"{file} holds rows of {name.GetString()}, which this version does not know. Import it with a newer one.");
        var row = json.GetProperty("row");
        if (row.EnumerateObject().FirstOrDefault(member => table.Columns.All(column => column.Name != member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw RefusedException.Invalid($"{file} holds {table.Name}.{unknown.Name}, which this version does not know. Import it with a newer one.");
        object?[] values = [.. table.Columns.Select(column => column.Parse(row))];
        var read = new TenantArchiveRow(table, values);
        Check(read);
        _rows[table.Name] = _rows.GetValueOrDefault(table.Name) + 1;
        return read;
    });

    private void Check(TenantArchiveRow row)
    {
        var owner = (string?)row[row.Table.Owner];
        if (row.Table.OfTenant ? owner != Tenant.Value : owner is null || !_connections.Contains(owner))
            throw Damaged($"a row of {row.Table.Name} is not of {Tenant}");
        if (row.Table.Name == TenantTables.Connections)
            _connections.Add(ConnectionId.Parse((string?)row["id"]).Value);
    }

    private void End(string line, IncrementalHash hash) => Try(line, json =>
    {
        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (json.GetProperty("sha256").GetString() != Sha256)
            throw Damaged("its rows are not those that were written");
        return _rows.GetValueOrDefault(TenantTables.Tenants) == 1 ? true : throw Damaged("it holds no tenant");
    });

    private async Task<string> LineAsync(StreamReader lines, CancellationToken cancel)
    {
        try
        {
            return await lines.ReadLineAsync(cancel) ?? throw Damaged("it ends before its last line");
        }
        catch (Exception error) when (error is InvalidDataException or DecoderFallbackException)
        {
            throw Damaged(error.Message);
        }
    }

    private T Try<T>(string line, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Damaged(error.Message);
        }
    }

    private RefusedException Damaged(string why) => RefusedException.Conflict($"{file} is no whole file of a tenant: {why}. Nothing was added.");
}

/// <summary>A row of the file, with its values in the order of the table's columns.</summary>
internal sealed record TenantArchiveRow(TenantTable Table, object?[] Values)
{
    public object? this[string column] => Values[Place(column)];

    /// <summary>Gives a column another value.</summary>
    public void Set(string column, object? value) => Values[Place(column)] = value;

    private int Place(string column)
    {
        for (var i = 0; i < Table.Columns.Count; i++)
        {
            if (Table.Columns[i].Name == column)
                return i;
        }

        throw new InvalidOperationException($"{Table.Name} has no column {column}.");
    }
}
