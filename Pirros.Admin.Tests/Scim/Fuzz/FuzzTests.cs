using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace Pirros.Admin.Tests.Scim.Fuzz;

/// <summary>
/// Requests by chance against the endpoint: none fails, hangs or changes anything that it was refused. The seed is printed; with it in PIRROS_FUZZ_SEED the same
/// requests are sent again. PIRROS_FUZZ_CASES says how many, for the long form.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int UsualCases = 1_500;

    // So many on one connection, so that its directory stays small enough to be looked at after each.
    private const int CasesOfOne = 500;

    // The first of a long run fill caches; after these, memory must stay where it is.
    private const int WarmUp = 20_000;
    private const long MostGrowth = 32 * 1024 * 1024;

    [Fact]
    public async Task Whatever_is_sent_is_answered_and_what_is_refused_changes_nothing()
    {
        var cases = int.Parse(Environment.GetEnvironmentVariable("PIRROS_FUZZ_CASES") ?? $"{UsualCases}", CultureInfo.InvariantCulture);
        var seed = uint.Parse(Environment.GetEnvironmentVariable("PIRROS_FUZZ_SEED") ?? $"{System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue)}", CultureInfo.InvariantCulture);
        output.WriteLine($"PIRROS_FUZZ_SEED={seed} PIRROS_FUZZ_CASES={cases}");
        await using var app = new TestApp();
        var watch = Stopwatch.StartNew();
        var statuses = new SortedDictionary<int, int>();
        var slowest = TimeSpan.Zero;
        long? settled = null;
        long? end = null;
        for (var first = 0; first < cases; first += CasesOfOne)
        {
            using var target = await FuzzTarget.MakeAsync(app);
            for (var i = first; i < Math.Min(first + CasesOfOne, cases); i++)
            {
                var request = RandomRequests.Any.Generate(new PCG((uint)i + 1, seed), null, out _);
                var started = Stopwatch.GetTimestamp();
                var wrong = await target.TryAsync(request);
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
                Assert.True(wrong is null, $"seed {seed}, case {i}: {wrong}\n\n{request}\n\n{app.Log.Lines.LastOrDefault(line => line.StartsWith("Error", StringComparison.Ordinal))}");
            }

            foreach (var (status, count) in target.Statuses)
                statuses[status] = statuses.GetValueOrDefault(status) + count;

            // The log of a test keeps every line.
            app.Log.Lines.Clear();
            if (first >= WarmUp && settled is null)
                settled = await MemoryAsync(target);
            if (first + CasesOfOne >= cases)
                end = await MemoryAsync(target);
        }

        output.WriteLine($"{cases} cases in {watch.Elapsed}, the slowest {slowest.TotalMilliseconds:N0} ms; answered {string.Join(", ", statuses.Select(s => $"{s.Key}: {s.Value}"))}");
        Assert.True(statuses.Keys.Count(status => status < 300) >= 2, "Hardly anything was accepted, so nothing was tried.");
        if (settled is not { } before || end is not { } after)
            return;
        var growth = after - before;
        output.WriteLine($"memory grew by {growth / 1024:N0} KiB since case {WarmUp}");
        Assert.True(growth < MostGrowth, $"Memory grew by {growth:N0} bytes.");
    }

    private static async Task<long> MemoryAsync(FuzzTarget target)
    {
        // Up to 50,000 records of the activity may wait to be written, which is their limit and no growth.
        await target.SettleAsync();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
