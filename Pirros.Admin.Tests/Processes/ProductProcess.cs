using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Processes;

/// <summary>The product as an operator starts it: a process of its own, over a database file of the test's.</summary>
internal sealed class ProductProcess : IDisposable
{
    /// <summary>The program of this build.</summary>
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Pirros.Admin.dll");

    // Below those that the system gives to whoever connects, which would take one before its program listens; and each is given once.
    private const int FirstPort = 21_000;
    private const int PortCount = 11_000;
    private static int s_port = Environment.ProcessId * 97;

    private readonly Process _process;

    private ProductProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <summary>Starts the server on a free port and waits until it is ready.</summary>
    public static Task<ProductProcess> StartAsync(string database, CancellationToken cancel, params (string Key, string Value)[] settings)
        => StartAtAsync(Program, FreePort(), [DatabaseFile(database), .. settings], cancel);

    /// <summary>Starts a server, of this build or of another release, and waits until it is ready.</summary>
    public static async Task<ProductProcess> StartAtAsync(string program, int port, (string Key, string Value)[] settings, CancellationToken cancel)
    {
        var address = $"http://127.0.0.1:{port}";
        var process = Process.Start(Describe(program, ["--urls", address], settings))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (await timer.WaitForNextTickAsync(patience.Token))
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The product ended with {process.ExitCode} before it was ready.");
                try
                {
                    using var ready = await client.GetAsync(new Uri($"{address}/healthz"), patience.Token);
                    if (ready.IsSuccessStatusCode)
                        break;
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                }
            }
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }

        return new ProductProcess(process, address);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string database, string[] arguments, params (string Key, string Value)[] settings)
    {
        using var process = Process.Start(Describe(Program, arguments, [DatabaseFile(database), .. settings]))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command, and does not wait for its end.</summary>
    public static Process Start(string database, params string[] arguments) => Process.Start(Describe(Program, arguments, [DatabaseFile(database)]))!;

    /// <summary>Runs a command that must succeed, and reads its JSON.</summary>
    public static Task<JsonNode> JsonAsync(string database, params string[] arguments) => JsonAsync([DatabaseFile(database)], arguments);

    /// <summary>The same with settings that name the database.</summary>
    public static async Task<JsonNode> JsonAsync((string Key, string Value)[] settings, params string[] arguments)
    {
        var (code, output, errors) = await RunAsync("", [.. arguments, "--json"], settings);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}: {errors}");
        return JsonNode.Parse(output)!;
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, as a service manager stops it; gives its exit code.</summary>
    public Task<int> StopAsync(CancellationToken cancel)
    {
        AskToStop();
        return EndedAsync(cancel);
    }

    /// <summary>SIGTERM: the process is asked to stop.</summary>
    public void AskToStop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> EndedAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel).WaitAsync(TimeSpan.FromSeconds(60), cancel);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    /// <summary>The setting that names a database file.</summary>
    public static (string Key, string Value) DatabaseFile(string path) => ("Database__ConnectionString", $"Data Source={path}");

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        for (var tried = 0; tried < PortCount; tried++)
        {
            var port = FirstPort + (int)((uint)Interlocked.Increment(ref s_port) % PortCount);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }

        throw new InvalidOperationException("No port of this machine is free.");
    }

    private static ProcessStartInfo Describe(string program, string[] arguments, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Demo__Seed"] = "false";

        // It lives for seconds: to count how its code runs, in order to make it quicker later, would only cost.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        return start;
    }
}
