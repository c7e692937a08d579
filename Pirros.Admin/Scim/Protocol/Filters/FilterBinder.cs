using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// Binds a filter to a resource type. What can't mean anything, an unknown attribute or an order of booleans, is an error and never an
/// empty result (RFC 7644 §3.4.2.2).
/// </summary>
internal static class FilterBinder
{
    /// <exception cref="ScimException">400 invalidFilter.</exception>
    public static BoundFilter Bind(Filter filter, ResourceType type) => filter switch
    {
        AndFilter and => new BoundAnd(Bind(and.Left, type), Bind(and.Right, type)),
        OrFilter or => new BoundOr(Bind(or.Left, type), Bind(or.Right, type)),
        NotFilter not => new BoundNot(Bind(not.Inner, type)),
        PresentFilter { Path: var path } => SchemasFilter.Is(path) ? new BoundConstant(true) : new BoundPresent(Resolve(path, type)),
        ValuePathFilter valuePath => BindValuePath(valuePath, type),
        ComparisonFilter comparison => SchemasFilter.Is(comparison.Path)
            ? SchemasFilter.Bind(comparison, type)
            : Comparisons.Bind(Resolve(comparison.Path, type), comparison),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} can't be bound."),
    };

    /// <summary>Binds the filter of a value path: its names are sub-attributes of <paramref name="holder"/>.</summary>
    public static BoundFilter BindInner(Filter filter, AttributeDefinition holder) => filter switch
    {
        AndFilter and => new BoundAnd(BindInner(and.Left, holder), BindInner(and.Right, holder)),
        OrFilter or => new BoundOr(BindInner(or.Left, holder), BindInner(or.Right, holder)),
        NotFilter not => new BoundNot(BindInner(not.Inner, holder)),
        PresentFilter present => new BoundPresent(ResolveInner(present.Path, holder)),
        ComparisonFilter comparison => Comparisons.Bind(ResolveInner(comparison.Path, holder), comparison),
        _ => throw ScimException.InvalidFilter($"{holder.Name}: a filter in brackets has no brackets of its own."),
    };

    private static BoundValuePath BindValuePath(ValuePathFilter filter, ResourceType type)
    {
        var target = Target(filter.Path, type);
        if (!target.Leaf.IsComplex)
            throw ScimException.InvalidFilter($"{filter.Path}: only an attribute with sub-attributes can have a filter in brackets.");
        return new BoundValuePath(new BoundAttribute(target.Extension, target.Attribute!, target.SubAttribute), BindInner(filter.Inner, target.Leaf));
    }

    private static BoundAttribute Resolve(AttributePath path, ResourceType type)
    {
        var target = Target(path, type);
        return new BoundAttribute(target.Extension, target.Attribute!, target.SubAttribute);
    }

    private static AttributeTarget Target(AttributePath path, ResourceType type)
    {
        var target = path.Resolve(type);
        if (target.Attribute is null)
            throw ScimException.InvalidFilter($"{path}: {type.Name} has no such attribute.");
        // A password could be guessed letter by letter (RFC 7644 §7.5.1).
        if (target.Leaf.Returned == Returned.Never)
            throw ScimException.InvalidFilter($"{path}: this attribute can't be searched.");
        return target.Leaf.IsMade ? throw MadeForEachAnswer(path) : target;
    }

    private static ScimException MadeForEachAnswer(AttributePath path) => ScimException.InvalidFilter($"{path}: this URI is made for each answer and can't be searched. Search by the id that it ends in.");

    private static BoundAttribute ResolveInner(AttributePath path, AttributeDefinition holder)
    {
        if (path is { Urn: null, SubName: null } && holder.FindSubAttribute(path.Name) is { } sub)
            return sub.IsMade ? throw MadeForEachAnswer(path) : new BoundAttribute(null, sub, null);
        throw ScimException.InvalidFilter($"{path}: {holder.Name} has no such sub-attribute.");
    }
}
