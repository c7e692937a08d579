using System.Diagnostics;
using Pirros.Admin.Benchmarks.Load;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Fairness;

/// <summary>
/// Somebody who does a thing at a fixed pace, whatever the server does: what takes long does not make the next one later, so each wait counts from the moment at
/// which the thing was due.
/// </summary>
internal sealed class PacedLoad(string name, TimeSpan pace, Func<ScimConnection, int, int> step)
{
    public string Name => name;

    /// <summary>Goes on until <paramref name="stop"/>; gives the waits, sorted, and the failures by status.</summary>
    public Task<Measurement> RunAsync(Subject subject, CancellationToken stop) => Task.Factory.StartNew(() => Run(subject, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private Measurement Run(Subject subject, CancellationToken stop)
    {
        using var connection = subject.Connect();
        var waits = new List<TimeSpan>();
        var failures = new Dictionary<int, int>();
        var begun = Stopwatch.StartNew();
        for (var number = 0; ; number++)
        {
            var due = pace * number;
            var early = due - begun.Elapsed;
            if (early > TimeSpan.Zero)
                stop.WaitHandle.WaitOne(early);
            if (stop.IsCancellationRequested)
                break;
            var status = step(connection, number);
            waits.Add(begun.Elapsed - due);
            if (!Scenario.IsSuccess(status))
                failures[status] = failures.GetValueOrDefault(status) + 1;
        }

        return new Measurement(waits.Count, begun.Elapsed, [.. waits.Order()], TimeSpan.Zero, failures);
    }
}
