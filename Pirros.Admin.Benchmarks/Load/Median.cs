namespace Pirros.Admin.Benchmarks.Load;

internal static class Median
{
    /// <summary>The middle one; of an even number, the lower of the two in the middle.</summary>
    public static double Of<T>(IReadOnlyCollection<T> items, Func<T, double> value) => items.Select(value).Order().ElementAt((items.Count - 1) / 2);
}
