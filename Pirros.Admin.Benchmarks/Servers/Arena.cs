using System.Diagnostics;
using Pirros.Admin.Benchmarks.Limit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Benchmarks.Servers;

/// <summary>The servers of one size, filled and running side by side, each with a database of its own in a temporary folder.</summary>
internal sealed class Arena : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];

    private Arena(string folder, int size) => (Folder, Size) = (folder, size);

    public int Size { get; }

    public required Subject Product { get; init; }

    public required Subject Raw { get; init; }

    public required Subject Constant { get; init; }

    /// <summary>Resident memory of the product in MB, before anybody asked it anything.</summary>
    public required long IdleMb { get; init; }

    private string Folder { get; }

    /// <summary>Makes the databases, fills them with <paramref name="size"/> users and some to spare, and starts the servers.</summary>
    public static async Task<Arena> OpenAsync(ArenaSettings settings, int size, int spare, Action<string> say)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("pirros-benchmark-").FullName;
        var users = size + spare;
        var postgres = settings.Postgres ? await PostgresServer.StartAsync(Path.Combine(folder, "postgres")) : null;
        var product = postgres is null
            ? new ProductSettings("Sqlite", $"Data Source={Path.Combine(folder, "product.db")}")
            : new ProductSettings("PostgreSql", await postgres.CreateDatabaseAsync("product"));
        var watch = Stopwatch.StartNew();
        var (program, connection, ids) = await FilledAsync(settings.ProductDll, product, users);
        say($"{users:N0} users put into the product in {watch.Elapsed.TotalSeconds:F0} s");

        var kind = postgres is null ? LimitKind.Sqlite : LimitKind.Postgres;
        var database = postgres is null ? Path.Combine(folder, "raw.db") : await postgres.CreateDatabaseAsync("raw");
        watch.Restart();
        var rawIds = await Fill.RawAsync(kind, database, users);
        say($"{users:N0} users put into the raw program in {watch.Elapsed.TotalSeconds:F0} s");

        var served = await program.ServeAsync();
        var raw = await StartLimitAsync(kind, database, settings.Synchronous);
        var constant = await StartLimitAsync(LimitKind.Constant, "", settings.Synchronous);
        var arena = new Arena(folder, size)
        {
            Product = new Subject("Pirros.Admin", served, connection.BasePath, connection.Token, new Population(ids), postgres),
            Raw = new Subject(postgres is null ? "raw SQLite" : "raw Npgsql", raw, LimitProgram.BasePath, LimitProgram.Token, new Population(rawIds), postgres),
            Constant = new Subject("constant JSON", constant, LimitProgram.BasePath, LimitProgram.Token, new Population(ids)),
            IdleMb = served.MemoryMb,
        };
        arena._parts.AddRange(postgres is null ? [served, raw, constant] : [served, raw, constant, postgres]);
        return arena;
    }

    /// <summary>The product alone, on SQLite, with a new database of so many users.</summary>
    public static async Task<Subject> StartProductAsync(string dll, string database, int users)
    {
        var settings = new ProductSettings("Sqlite", $"Data Source={database}");
        var (program, connection, ids) = await FilledAsync(dll, settings, users);
        return new Subject(dll, await program.ServeAsync(), connection.BasePath, connection.Token, new Population(ids));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
            await part.DisposeAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }

    private static async Task<(ProductProgram Program, ProductConnection Connection, Guid[] Ids)> FilledAsync(string dll, ProductSettings settings, int users)
    {
        var program = new ProductProgram(dll, settings);
        var connection = await program.CreateConnectionAsync("benchmark");
        return (program, connection, await Fill.ProductAsync(settings, new ConnectionId(connection.Id), users));
    }

    private static Task<ServerProcess> StartLimitAsync(LimitKind kind, string database, string synchronous)
    {
        var own = Path.Combine(AppContext.BaseDirectory, "Pirros.Admin.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [own, "limit", kind.ToString(), "--database", database, "--synchronous", synchronous]);
        return ServerProcess.StartAsync(start);
    }
}

/// <summary>What the servers are.</summary>
/// <param name="ProductDll">The product's binary.</param>
/// <param name="Postgres">Whether on PostgreSQL instead of SQLite.</param>
/// <param name="Synchronous">SQLite's setting for the raw program.</param>
internal sealed record ArenaSettings(string ProductDll, bool Postgres, string Synchronous);
