namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>How much of a filter is read; real ones have a term or two.</summary>
internal static class FilterLimits
{
    /// <summary>Characters.</summary>
    public const int Length = 10_000;

    /// <summary>Parentheses, brackets and negations inside one another.</summary>
    public const int Depth = 64;

    /// <summary>Comparisons, <c>pr</c> tests included.</summary>
    public const int Terms = 256;
}
