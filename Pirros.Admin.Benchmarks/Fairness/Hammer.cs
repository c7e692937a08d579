using System.Diagnostics;
using Pirros.Admin.Benchmarks.Load;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Fairness;

/// <summary>Somebody who does a thing on many connections, on each again as soon as it is answered, whatever the answer is.</summary>
internal sealed class Hammer(int connections, Func<ScimConnection, int, int> step)
{
    /// <summary>Goes on until <paramref name="stop"/>.</summary>
    public async Task<HammerResult> RunAsync(Subject subject, CancellationToken stop)
    {
        var begun = Stopwatch.StartNew();
        var parts = await Task.WhenAll(Enumerable.Range(0, connections).Select(own =>
            Task.Factory.StartNew(() => Run(subject, own, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return new HammerResult(parts.Sum(part => part.Answered) / begun.Elapsed.TotalSeconds, parts.Sum(part => part.TooMany));
    }

    private (int Answered, int TooMany) Run(Subject subject, int own, CancellationToken stop)
    {
        using var connection = subject.Connect();
        var (answered, tooMany) = (0, 0);
        for (var number = own; !stop.IsCancellationRequested; number += connections)
        {
            var status = step(connection, number);
            if (Scenario.IsSuccess(status))
                answered++;
            else if (status == 429)
                tooMany++;
            else
                throw new InvalidOperationException($"{subject.Name} was answered {status}. The server said last:\n{subject.Process.LastLines}");
        }

        return (answered, tooMany);
    }
}

/// <summary>What came of it.</summary>
/// <param name="AnsweredASecond">Steps a second that succeeded.</param>
/// <param name="TooMany">Steps that ended with 429.</param>
internal sealed record HammerResult(double AnsweredASecond, int TooMany);
