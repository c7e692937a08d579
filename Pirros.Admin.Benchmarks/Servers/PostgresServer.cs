using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Pirros.Admin.Benchmarks.Servers;

/// <summary>A PostgreSQL server with its default durability (fsync and synchronous_commit on), in a folder of its own, for one run.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // USER_HZ, in which the kernel tells CPU times.
    private const int TicksASecond = 100;
    private readonly string _folder;
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly int _process;

    private PostgresServer(string folder, int port)
    {
        _folder = folder;
        _settings = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres" };
        _process = int.Parse(File.ReadLines(Path.Combine(folder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
    }

    /// <summary>CPU time of the server and of every process that it started, the ended ones included.</summary>
    public TimeSpan Cpu
    {
        get
        {
            var ticks = 0L;
            foreach (var folder in System.IO.Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder), out var id) && ReadStat(folder) is { } stat && (id == _process || stat.Parent == _process))
                    ticks += stat.Own + (id == _process ? stat.EndedChildren : 0);
            }

            return TimeSpan.FromSeconds((double)ticks / TicksASecond);
        }
    }

    public static async Task<PostgresServer> StartAsync(string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        if (Environment.UserName == "root" && Path.GetDirectoryName(folder) is { } above)
        {
            // A temporary folder is its maker's alone, and the server, which does not run as root, has to pass through it.
            await RunPlainAsync("chmod", "a+x", above);
            await RunPlainAsync("chown", "postgres", folder);
        }

        await RunAsync("initdb", "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        var port = FreePort();
        await RunAsync(
            "pg_ctl", "-D", folder, "-w", "-l", Path.Combine(folder, "log"), "-o",
            string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=512MB -c max_connections=400"), "start");
        return new PostgresServer(folder, port);
    }

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_settings.ToString()) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_settings.ToString()) { Database = name, MaxPoolSize = 50 }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync("pg_ctl", "-D", _folder, "-m", "immediate", "-w", "stop");
    }

    private static (int Parent, long Own, long EndedChildren)? ReadStat(string folder)
    {
        try
        {
            // proc(5): the fields after the name, which may hold anything and stands in parentheses.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Number(11) + Number(12), Number(13) + Number(14));
            long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended between being listed and being read; its parent counts it.
            return null;
        }
    }

    private static Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries(), program);
        return Environment.UserName == "root"
            ? RunPlainAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : RunPlainAsync(path, arguments);
    }

    private static string Binaries()
    {
        if (Environment.GetEnvironmentVariable("POSTGRES_BIN") is { Length: > 0 } set)
            return set;
        const string debian = "/usr/lib/postgresql";
        return System.IO.Directory.Exists(debian) && System.IO.Directory.GetDirectories(debian).Max(StringComparer.Ordinal) is { } newest
            ? Path.Combine(newest, "bin")
            : throw new InvalidOperationException("PostgreSQL's programs were not found. Run ./test.sh, which installs them, or set POSTGRES_BIN to the folder of initdb and pg_ctl.");
    }

    private static async Task RunPlainAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: a started server would hold a pipe open for as long as it runs.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
