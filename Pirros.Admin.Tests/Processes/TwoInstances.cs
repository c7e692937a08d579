using System.Diagnostics;
using System.Text.Json.Nodes;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Processes;

/// <summary>Two instances on one PostgreSQL database behind HAProxy, which reads the configuration that <c>docs/haproxy.cfg</c> offers to operators.</summary>
internal sealed class TwoInstances : IAsyncDisposable
{
    private readonly Process _balancer;
    private readonly ProductProcess?[] _instances = new ProductProcess?[2];
    private readonly int[] _ports;
    private readonly (string Key, string Value)[] _settings;
    private readonly Commands _commands;

    private TwoInstances(Process balancer, string address, int[] ports, (string Key, string Value)[] settings)
        => (_balancer, Address, _ports, _settings, _commands) = (balancer, address, ports, settings, new Commands(settings));

    /// <summary>Where the balancer listens.</summary>
    public string Address { get; }

    /// <summary>How to reach the database.</summary>
    public string Database => _settings[1].Value;

    /// <summary>The folder of another release's <c>dotnet publish</c>, from which both begin; null for this build.</summary>
    private static string? PreviousRelease => Environment.GetEnvironmentVariable("PIRROS_PREVIOUS_RELEASE") is { Length: > 0 } folder ? folder : null;

    public ProductProcess this[int place] => _instances[place]!;

    public static async Task<TwoInstances> StartAsync(PostgresServer server, CancellationToken cancel, params (string Key, string Value)[] settings)
    {
        int[] ports = [ProductProcess.FreePort(), ProductProcess.FreePort()];
        var address = $"127.0.0.1:{ProductProcess.FreePort()}";
        var database = await server.CreateDatabaseAsync();
        var two = new TwoInstances(
            Balance(address, ports),
            $"http://{address}",
            ports,
            [("Database__Provider", "PostgreSql"), ("Database__ConnectionString", database), ("Proxy__Networks__0", "127.0.0.1"), ("Stop__Announce", "00:00:03"), .. settings]);
        try
        {
            var program = PreviousRelease is { } folder ? Path.Combine(folder, "Pirros.Admin.dll") : ProductProcess.Program;
            foreach (var place in new[] { 0, 1 })
                two._instances[place] = await ProductProcess.StartAtAsync(program, ports[place], two._settings, cancel);
            await two.ReadyAsync(cancel);
            return two;
        }
        catch
        {
            await two.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command of this build on their database.</summary>
    public Task<JsonNode> JsonAsync(params string[] arguments) => _commands.JsonAsync(arguments);

    /// <summary>Starts one anew in its place, of this build.</summary>
    public async Task StartAgainAsync(int place, CancellationToken cancel)
    {
        _instances[place]!.Dispose();
        _instances[place] = await ProductProcess.StartAtAsync(ProductProcess.Program, _ports[place], _settings, cancel);
    }

    /// <summary>A new tenant with a connection and its token.</summary>
    public Task<JsonNode> ConnectionAsync(string tenant) => _commands.ConnectionAsync(tenant);

    public async ValueTask DisposeAsync()
    {
        await _commands.DisposeAsync();
        if (!_balancer.HasExited)
            _balancer.Kill(entireProcessTree: true);
        _balancer.Dispose();
        foreach (var instance in _instances)
            instance?.Dispose();
    }

    /// <summary>Waits until the balancer has found an instance.</summary>
    private async Task ReadyAsync(CancellationToken cancel)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            if (_balancer.HasExited)
                throw new InvalidOperationException($"HAProxy ended with {_balancer.ExitCode}.");
            try
            {
                using var answer = await client.GetAsync(new Uri($"{Address}/livez"), patience.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private static Process Balance(string address, int[] ports)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("HAPROXY") is { Length: > 0 } set ? set : "/usr/sbin/haproxy");
        foreach (var argument in new[] { "-db", "-q", "-f", Path.Combine(AppContext.BaseDirectory, "TestData", "haproxy.cfg") })
            start.ArgumentList.Add(argument);
        start.Environment["PIRROS_BIND"] = address;
        (start.Environment["PIRROS_A"], start.Environment["PIRROS_B"]) = ($"127.0.0.1:{ports[0]}", $"127.0.0.1:{ports[1]}");
        return Process.Start(start)!;
    }
}
