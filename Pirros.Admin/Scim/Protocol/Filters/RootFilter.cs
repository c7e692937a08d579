using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// Binds a filter over several resource types (RFC 7644 §3.4.2.1): an attribute that a type has not is there without a value, and one that none of them has is
/// an error.
/// </summary>
internal static class RootFilter
{
    /// <summary>The filter as it is for resources of <paramref name="type"/>, one of <paramref name="types"/>.</summary>
    /// <exception cref="ScimException">400 invalidFilter.</exception>
    public static BoundFilter Bind(Filter filter, ResourceType type, IReadOnlyList<ResourceType> types) => filter switch
    {
        AndFilter and => new BoundAnd(Bind(and.Left, type, types), Bind(and.Right, type, types)),
        OrFilter or => new BoundOr(Bind(or.Left, type, types), Bind(or.Right, type, types)),
        NotFilter not => new BoundNot(Bind(not.Inner, type, types)),
        PresentFilter { Path: var path } => BindTerm(filter, path, type, types),
        ComparisonFilter { Path: var path } => BindTerm(filter, path, type, types),
        ValuePathFilter { Path: var path } => BindTerm(filter, path, type, types),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} can't be bound."),
    };

    private static BoundFilter BindTerm(Filter term, AttributePath path, ResourceType type, IReadOnlyList<ResourceType> types)
    {
        if (Knows(type, path))
            return FilterBinder.Bind(term, type);
        var other = types.FirstOrDefault(one => Knows(one, path))
            ?? throw ScimException.InvalidFilter($"{path}: no resource type has such an attribute; looked for in {string.Join(", ", types)}.");
        return new BoundConstant(FilterEvaluator.Matches(FilterBinder.Bind(term, other), ScimComplex.Empty(other.Root)));
    }

    private static bool Knows(ResourceType type, AttributePath path) => SchemasFilter.Is(path) || path.Resolve(type).Attribute is not null;
}
