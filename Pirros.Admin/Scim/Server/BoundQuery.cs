using Pirros.Admin.Scim.Protocol.Filters;

namespace Pirros.Admin.Scim.Server;

/// <summary>A query whose names are known: which resources, in which order, and which part of them.</summary>
/// <param name="Types">The types that can match; none when nothing can.</param>
/// <param name="SortBy">What they are sorted by; null for the order of their ids alone. Resources without a value come last, those with the same value in the order of their ids.</param>
internal sealed record BoundQuery(IReadOnlyList<TypeQuery> Types, BoundAttribute? SortBy)
{
    /// <summary>Whether the whole order is turned round.</summary>
    public bool Descending { get; init; }

    /// <summary>How many resources before the part are passed over.</summary>
    public int Offset { get; init; }

    /// <summary>The part begins behind this place in the order; null for its beginning.</summary>
    public PagePosition? After { get; init; }

    /// <summary>At most so many.</summary>
    public int Count { get; init; }

    /// <summary>Gives the text that tells this query from others whatever its part, for cursors. It is made when one is read or written: most queries have none.</summary>
    public Func<string> Identity { get; init; } = () => "";
}
