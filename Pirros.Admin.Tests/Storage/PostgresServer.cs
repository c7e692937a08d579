using System.Diagnostics;
using System.Globalization;
using Npgsql;

[assembly: AssemblyFixture(typeof(Pirros.Admin.Tests.Storage.PostgresServer))]

namespace Pirros.Admin.Tests.Storage;

/// <summary>A PostgreSQL server of the tests' own, in a temporary folder on a free loopback port. Started by the first test that needs it, stopped at the end.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task<int>> _port;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"pirros-pg-{Guid.CreateVersion7():N}");
    private int _databases;

    public PostgresServer() => _port = new Lazy<Task<int>>(StartAsync);

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var port = await _port.Value;
        var name = $"test{Interlocked.Increment(ref _databases)}";
        var server = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ToString()) { Database = name, Pooling = true, MaxPoolSize = 20 }.ToString();
    }

    /// <summary>Ends the server as a crash would; for a server that a test has to itself.</summary>
    public Task CrashAsync() => RunAsync("pg_ctl", "-D", _folder, "-m", "immediate", "-w", "stop");

    /// <summary>Starts it again, on the port that it had.</summary>
    public async Task StartAgainAsync() => await ListenAsync(await _port.Value);

    public async ValueTask DisposeAsync()
    {
        if (!_port.IsValueCreated)
            return;
        NpgsqlConnection.ClearAllPools();
        await CrashAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task<int> StartAsync()
    {
        var port = Processes.ProductProcess.FreePort();
        System.IO.Directory.CreateDirectory(_folder);
        if (Environment.UserName == "root")
            await RunPlainAsync("chown", "postgres", _folder);
        await RunAsync("initdb", "-D", _folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await ListenAsync(port);
        return port;
    }

    private Task ListenAsync(int port)
        => RunAsync(
            "pg_ctl", "-D", _folder, "-w", "-l", Path.Combine(_folder, "log"), "-o",
            string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=300"), "start");

    private static Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries(), program);
        return Environment.UserName == "root"
            ? RunPlainAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : RunPlainAsync(path, arguments);
    }

    /// <summary>The folder of the programs of the newest PostgreSQL that is installed.</summary>
    public static string Binaries()
    {
        if (Environment.GetEnvironmentVariable("POSTGRES_BIN") is { Length: > 0 } set)
            return set;
        const string debian = "/usr/lib/postgresql";
        var newest = System.IO.Directory.Exists(debian) ? System.IO.Directory.GetDirectories(debian).Max(StringComparer.Ordinal) : null;
        return newest is null
            ? throw new InvalidOperationException("PostgreSQL's programs were not found. Run ./test.sh, which installs them, or set POSTGRES_BIN to the folder of initdb and pg_ctl.")
            : Path.Combine(newest, "bin");
    }

    private static async Task RunPlainAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: a started server would hold a pipe open for as long as it runs.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null 2>&1");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
