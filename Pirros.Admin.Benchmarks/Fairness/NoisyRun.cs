using System.Globalization;
using Pirros.Admin.Benchmarks.Load;
using Pirros.Admin.Benchmarks.Load.Scenarios;
using Pirros.Admin.Benchmarks.Servers;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Benchmarks.Fairness;

/// <summary>
/// Whether a noisy tenant slows another: a tenant's incremental sync is timed, first on a quiet server, then while another tenant sends valid requests on many connections as
/// fast as they are answered. Once with the limits that an installation has when nothing is set, where the noise is held by its places alone; once with a rate that it goes far beyond.
/// </summary>
/// <param name="productDll">The product's binary.</param>
/// <param name="time">How long each part is measured.</param>
/// <param name="connections">Connections of the noisy tenant.</param>
/// <param name="rate">Requests a second of its connection where that is limited.</param>
/// <param name="output">Where the table goes.</param>
internal sealed class NoisyRun(string productDll, TimeSpan time, int connections, int rate, TextWriter output)
{
    private const int Users = 1000;

    // A pair is two requests, so this is 25 requests a second, as Entra ID sends them.
    private static readonly TimeSpan PairPace = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public async Task RunAsync()
    {
        await output.WriteLineAsync("| limits | the other tenant | p50 ms | p95 ms | p99 ms | longest ms | pairs | failures | the noise: answered a second | 429 in all |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        await MeasureAsync("as when nothing is set", []);
        var limit = rate.ToString(CultureInfo.InvariantCulture);
        await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"{rate:N0} requests a second"), [("Limits:RequestsPerSecond", limit), ("Limits:Burst", limit)]);
    }

    private async Task MeasureAsync(string limits, (string Key, string Value)[] configuration)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("pirros-benchmark-").FullName;
        var settings = new ProductSettings("Sqlite", $"Data Source={Path.Combine(folder, "product.db")}", AsInstalled: true);
        foreach (var (key, value) in configuration)
            settings.Configuration[key] = value;
        var program = new ProductProgram(productDll, settings);
        var (noisy, quiet) = (await program.CreateConnectionAsync("noisy"), await program.CreateConnectionAsync("quiet"));
        var (ofNoisy, ofQuiet) = (await Fill.ProductAsync(settings, new ConnectionId(noisy.Id), Users), await Fill.ProductAsync(settings, new ConnectionId(quiet.Id), Users));
        await using (var server = await program.ServeAsync())
        {
            await WriteAsync(
                limits,
                new Subject("the quiet tenant", server, quiet.BasePath, quiet.Token, new Population(ofQuiet)),
                new Subject("the noisy tenant", server, noisy.BasePath, noisy.Token, new Population(ofNoisy)));
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task WriteAsync(string limits, Subject quiet, Subject noisy)
    {
        var pair = new PacedLoad("Entra's pair, 25 requests a second", PairPace, new IncrementalPair(quiet).Step);
        await ForAsync(pair, quiet, WarmUp);
        await WriteRowAsync(limits, "is quiet", await ForAsync(pair, quiet, time), null);
        var users = new IncrementalPair(noisy);
        (string Name, Func<ScimConnection, int, int> Step)[] noises =
        [
            ("reads and changes users", users.Step),
            ("lists 1,000 users, in an order without an index", (connection, _) => connection.Send("GET", "/Users?count=1000&sortBy=name.familyName")),
        ];
        foreach (var (name, step) in noises)
        {
            using var stop = new CancellationTokenSource();
            var hammer = new Hammer(connections, step).RunAsync(noisy, stop.Token);
            var during = await ForAsync(pair, quiet, time);
            await stop.CancelAsync();
            await WriteRowAsync(limits, name, during, await hammer);
            await LoadDriver.CalmAsync(noisy);
        }
    }

    private static async Task<Measurement> ForAsync(PacedLoad load, Subject subject, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        return await load.RunAsync(subject, stop.Token);
    }

    private Task WriteRowAsync(string limits, string what, Measurement quiet, HammerResult? noise) => output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"| {limits} | {what} | {quiet.Quantile(0.5) / 1000:F1} | {quiet.Quantile(0.95) / 1000:F1} | {quiet.Quantile(0.99) / 1000:F1} | {quiet.Quantile(1) / 1000:F1} | {quiet.Latencies.Length:N0} | {quiet.Failures.Values.Sum()} | {noise?.AnsweredASecond:N0} | {noise?.TooMany:N0} |"));
}
