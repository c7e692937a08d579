using System.Globalization;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>The runs of a scenario at one size: the product's and its yardstick's, in pairs.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Size">Users in each server.</param>
/// <param name="Yardstick">Name of the program that it is compared with.</param>
/// <param name="AtLeast">The share that must be reached, or null.</param>
/// <param name="Product">The product's runs.</param>
/// <param name="Limit">The yardstick's runs, in the same order.</param>
/// <param name="MemoryMb">Resident memory of the product afterwards.</param>
internal sealed record Comparison(string Scenario, int Size, string Yardstick, double? AtLeast, IReadOnlyList<Measurement> Product, IReadOnlyList<Measurement> Limit, long MemoryMb)
{
    public const string Head = """
        | scenario | users | requests/s | p50 µs | p99 µs | CPU µs | RSS MB | yardstick | its requests/s | its CPU µs | ratio | lowest – highest | target | |
        |---|---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|---|
        """;

    public double RequestsASecond => Median.Of(Product, m => m.RequestsASecond);

    public double CpuMicroseconds => Median.Of(Product, m => m.CpuMicroseconds);

    public double Ratio => RequestsASecond / Median.Of(Limit, m => m.RequestsASecond);

    public override string ToString()
    {
        var pairs = Product.Zip(Limit, (ours, theirs) => ours.RequestsASecond / theirs.RequestsASecond).ToList();
        var target = AtLeast is { } share ? string.Create(CultureInfo.InvariantCulture, $"≥ {share:F2}") : "";
        var verdict = Failures().Any() ? "**failed**" : AtLeast is not { } needed ? "" : Ratio >= needed ? "met" : "**missed**";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Scenario} | {Size:N0} | {RequestsASecond:N0} | {Median.Of(Product, m => m.Quantile(0.5)):N0} | {Median.Of(Product, m => m.Quantile(0.99)):N0} | {CpuMicroseconds:F0} | {MemoryMb} | {Yardstick} | {Median.Of(Limit, m => m.RequestsASecond):N0} | {Median.Of(Limit, m => m.CpuMicroseconds):F0} | {Ratio:F2} | {pairs.Min():F2} – {pairs.Max():F2} | {target} | {verdict} |");
    }

    /// <summary>Statuses other than success, by program; empty when there were none.</summary>
    public IEnumerable<string> Failures()
        => Told("the product", Product).Concat(Told(Yardstick, Limit));

    private IEnumerable<string> Told(string program, IEnumerable<Measurement> runs)
    {
        var failures = runs.SelectMany(m => m.Failures).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Sum(f => f.Value));
        return failures.Count == 0
            ? []
            : [$"{Scenario} at {Size}: {program} answered {string.Join(", ", failures.Select(f => $"{f.Key} to {f.Value} steps"))}"];
    }
}
