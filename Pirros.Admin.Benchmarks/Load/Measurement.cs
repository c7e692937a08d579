namespace Pirros.Admin.Benchmarks.Load;

/// <summary>What a run of a scenario came to.</summary>
/// <param name="Requests">Requests that were sent.</param>
/// <param name="Time">How long the sending took.</param>
/// <param name="Latencies">Of each step, sorted.</param>
/// <param name="Cpu">CPU time of the server for it, until it was calm again.</param>
/// <param name="Failures">Steps that ended with a status other than success, by status.</param>
internal sealed record Measurement(int Requests, TimeSpan Time, TimeSpan[] Latencies, TimeSpan Cpu, IReadOnlyDictionary<int, int> Failures)
{
    public double RequestsASecond => Requests / Time.TotalSeconds;

    public double CpuMicroseconds => Cpu.TotalMicroseconds / Requests;

    /// <summary>The latency that a share of the steps stayed within, in microseconds.</summary>
    public double Quantile(double share) => Latencies.Length == 0 ? 0 : Latencies[Math.Min(Latencies.Length - 1, (int)(share * Latencies.Length))].TotalMicroseconds;

    /// <summary>Several parts as one.</summary>
    public static Measurement Sum(IReadOnlyCollection<Measurement> parts) => new(
        parts.Sum(p => p.Requests),
        TimeSpan.FromTicks(parts.Sum(p => p.Time.Ticks)),
        [.. parts.SelectMany(p => p.Latencies).Order()],
        TimeSpan.FromTicks(parts.Sum(p => p.Cpu.Ticks)),
        parts.SelectMany(p => p.Failures).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Sum(f => f.Value)));
}
