using System.Collections.Concurrent;
using System.Diagnostics;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Runs a scenario on several connections at once, a thread each, and measures.</summary>
/// <param name="connections">How many.</param>
internal sealed class LoadDriver(int connections)
{
    // A scenario that has to undo its windows takes longer than its measured time; past this many times that, it ends.
    private const int LongestFactor = 4;

    // A server writes its activity some time after the answers; it is calm when it took next to no CPU for longer than that.
    private static readonly TimeSpan CalmFor = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan CalmCpu = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestUnrest = TimeSpan.FromSeconds(30);

    /// <summary>Runs for about <paramref name="time"/>, in windows where the scenario asks for them.</summary>
    public async Task<Measurement> RunAsync(Subject subject, Scenario scenario, TimeSpan time)
    {
        var parts = new List<Measurement>();
        var whole = Stopwatch.StartNew();
        do
        {
            scenario.Begin();
            var cpu = subject.Cpu;
            var (latencies, failures, took) = Drive(subject, scenario.Step, scenario.StepsAWindow ?? int.MaxValue, time);
            await CalmAsync(subject);
            parts.Add(new Measurement(latencies.Length * scenario.RequestsAStep, took, latencies, subject.Cpu - cpu, failures));
            if (scenario.StepsAWindow is not null && scenario.UndoSteps is > 0 and var undo)
            {
                if (Drive(subject, scenario.Undo, undo, Timeout.InfiniteTimeSpan).Failures is { Count: > 0 } left)
                    throw new InvalidOperationException($"{subject.Name}: a window could not be undone; statuses: {string.Join(", ", left.Keys)}.");
                await CalmAsync(subject);
            }
        }
        while (scenario.StepsAWindow is not null && parts.Sum(p => p.Time.Ticks) < time.Ticks && whole.Elapsed < time * LongestFactor);
        return Measurement.Sum(parts);
    }

    /// <summary>Runs so many steps, without undoing anything or waiting for anything afterwards.</summary>
    public Measurement Once(Subject subject, Scenario scenario, int steps)
    {
        var (latencies, failures, took) = Drive(subject, scenario.Step, steps, Timeout.InfiniteTimeSpan);
        return new Measurement(latencies.Length * scenario.RequestsAStep, took, latencies, TimeSpan.Zero, failures);
    }

    /// <summary>Waits until the server has finished what it does after its answers.</summary>
    public static async Task CalmAsync(Subject subject)
    {
        var waited = Stopwatch.StartNew();
        TimeSpan before;
        do
        {
            before = subject.Cpu;
            await Task.Delay(CalmFor);
        }
        while (subject.Cpu - before > CalmCpu && waited.Elapsed < LongestUnrest);
    }

    private (TimeSpan[] Latencies, ConcurrentDictionary<int, int> Failures, TimeSpan Took) Drive(Subject subject, Func<ScimConnection, int, int> step, int most, TimeSpan time)
    {
        var failures = new ConcurrentDictionary<int, int>();
        var latencies = new List<TimeSpan>[connections];
        var (started, begun) = (-1, 0L);
        Exception? fault = null;
        using var start = new Barrier(connections, _ => begun = Stopwatch.GetTimestamp());
        var threads = Enumerable.Range(0, connections).Select(own => new Thread(() =>
        {
            try
            {
                using var connection = subject.Connect();
                var mine = latencies[own] = new List<TimeSpan>(16 * 1024);
                start.SignalAndWait();
                while (fault is null && (time < TimeSpan.Zero || Stopwatch.GetElapsedTime(begun) < time) && Interlocked.Increment(ref started) is var number && number < most)
                {
                    var sent = Stopwatch.GetTimestamp();
                    var status = step(connection, number);
                    mine.Add(Stopwatch.GetElapsedTime(sent));
                    if (!Scenario.IsSuccess(status))
                        failures.AddOrUpdate(status, 1, (_, count) => count + 1);
                }
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref fault, error, null);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var took = Stopwatch.GetElapsedTime(begun);
        if (fault is not null)
            throw new InvalidOperationException($"{subject.Name} stopped answering. It said last:\n{subject.Process.LastLines}", fault);
        return ([.. latencies.SelectMany(mine => mine).Order()], failures, took);
    }
}
