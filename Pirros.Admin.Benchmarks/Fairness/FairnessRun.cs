using System.Globalization;
using Pirros.Admin.Benchmarks.Load;
using Pirros.Admin.Benchmarks.Load.Scenarios;
using Pirros.Admin.Benchmarks.Servers;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Benchmarks.Fairness;

/// <summary>
/// Whether one tenant's first sync starves the others: another tenant's incremental sync and the portal's pages are timed, first on a quiet server, then while a
/// tenant's identity provider creates users as fast as it can.
/// </summary>
/// <param name="productDll">The product's binary.</param>
/// <param name="users">Users of the first sync.</param>
/// <param name="quiet">How long to measure without it.</param>
/// <param name="connections">Connections of the first sync.</param>
/// <param name="output">Where the table goes.</param>
internal sealed class FairnessRun(string productDll, int users, TimeSpan quiet, int connections, TextWriter output)
{
    private const int UsersOfTheOther = 1000;

    // A pair is two requests, so this is 25 requests a second, as Entra ID sends them.
    private static readonly TimeSpan PairPace = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan PagePace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public async Task RunAsync()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("pirros-benchmark-").FullName;
        var settings = new ProductSettings("Sqlite", $"Data Source={Path.Combine(folder, "product.db")}");
        var program = new ProductProgram(productDll, settings);
        var busy = await program.CreateConnectionAsync("busy");
        var other = await program.CreateConnectionAsync("other");
        var ids = await Fill.ProductAsync(settings, new ConnectionId(other.Id), UsersOfTheOther);
        await using (var server = await program.ServeAsync())
        {
            var theOther = new Subject("the other tenant", server, other.BasePath, other.Token, new Population(ids));
            await WriteAsync(theOther, new Subject("the first sync", server, busy.BasePath, busy.Token, new Population([])));
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task WriteAsync(Subject other, Subject busy)
    {
        PacedLoad[] loads =
        [
            new("Entra's pair, 25 requests a second", PairPace, new IncrementalPair(other).Step),
            new("the portal's sign-in page, 5 a second", PagePace, (connection, _) => connection.SendFromRoot("GET", "/signin?problem=Expired")),
        ];
        await MeasureAsync(loads, other, WarmUp);
        var without = await MeasureAsync(loads, other, quiet);

        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(loads.Select(load => load.RunAsync(other, stop.Token)));
        var sync = new LoadDriver(connections).Once(busy, new FirstSync(busy), users);
        await stop.CancelAsync();
        var during = await running;

        await output.WriteLineAsync("| who | when | p50 ms | p95 ms | p99 ms | longest ms | times | failures |\n|---|---|---:|---:|---:|---:|---:|---:|");
        for (var i = 0; i < loads.Length; i++)
        {
            await WriteRowAsync(loads[i].Name, "quiet", without[i]);
            await WriteRowAsync(loads[i].Name, "during the first sync", during[i]);
        }

        await WriteRowAsync(string.Create(CultureInfo.InvariantCulture, $"the first sync, {users:N0} users"), string.Create(CultureInfo.InvariantCulture, $"{users / sync.Time.TotalSeconds:N0} users a second"), sync);
        using var connection = other.Connect();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\n{DroppedActivity.Count(connection):N0} activity records were dropped."));
    }

    private static async Task<Measurement[]> MeasureAsync(PacedLoad[] loads, Subject other, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        return await Task.WhenAll(loads.Select(load => load.RunAsync(other, stop.Token)));
    }

    private Task WriteRowAsync(string who, string when, Measurement m) => output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"| {who} | {when} | {m.Quantile(0.5) / 1000:F1} | {m.Quantile(0.95) / 1000:F1} | {m.Quantile(0.99) / 1000:F1} | {m.Quantile(1) / 1000:F1} | {m.Latencies.Length:N0} | {m.Failures.Values.Sum()} |"));
}
