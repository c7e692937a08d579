using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// Whether a resource matches (RFC 7644 §3.4.2.2). A multi-valued attribute matches when one of its values does; <c>ne</c> is true of an
/// absent value, and every other comparison false.
/// </summary>
internal static class FilterEvaluator
{
    public static bool Matches(BoundFilter filter, ScimResource resource) => Matches(filter, resource.Root);

    /// <summary>Whether one complex value matches, as for the filter of a value path.</summary>
    public static bool Matches(BoundFilter filter, ScimComplex scope) => filter switch
    {
        BoundAnd and => Matches(and.Left, scope) && Matches(and.Right, scope),
        BoundOr or => Matches(or.Left, scope) || Matches(or.Right, scope),
        BoundNot not => !Matches(not.Inner, scope),
        BoundComparison comparison => MatchesComparison(comparison, scope),
        BoundPresent present => IsPresent(present.Attribute, scope),
        BoundValuePath valuePath => MatchesValuePath(valuePath, scope),
        BoundConstant constant => constant.Value,
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} can't be evaluated."),
    };

    private static bool MatchesComparison(BoundComparison comparison, ScimComplex scope)
    {
        var value = ValueOf(comparison.Attribute, scope);
        if (comparison.Attribute.SubAttribute is null || value is not ScimMultiValue many)
            return MatchesAny(comparison, SubValue(comparison.Attribute, value));
        foreach (var item in many.Items)
        {
            if (MatchesAny(comparison, SubValue(comparison.Attribute, item)))
                return true;
        }

        return false;
    }

    private static bool MatchesAny(BoundComparison comparison, ScimValue? value)
    {
        if (value is not ScimMultiValue many)
            return ValueComparer.Matches(comparison, value);
        foreach (var item in many.Items)
        {
            if (ValueComparer.Matches(comparison, item))
                return true;
        }

        return false;
    }

    private static bool IsPresent(BoundAttribute attribute, ScimComplex scope)
    {
        var value = ValueOf(attribute, scope);
        if (value is not ScimMultiValue many || attribute.SubAttribute is null)
            return SubValue(attribute, value) is not null;
        foreach (var item in many.Items)
        {
            if (SubValue(attribute, item) is not null)
                return true;
        }

        return false;
    }

    private static bool MatchesValuePath(BoundValuePath filter, ScimComplex scope)
    {
        var value = ValueOf(filter.Attribute, scope);
        if (value is not ScimMultiValue many)
            return SubValue(filter.Attribute, value) is ScimComplex single && Matches(filter.Inner, single);
        foreach (var item in many.Items)
        {
            if (SubValue(filter.Attribute, item) is ScimComplex complex && Matches(filter.Inner, complex))
                return true;
        }

        return false;
    }

    private static ScimValue? ValueOf(BoundAttribute attribute, ScimComplex scope) =>
        attribute.Extension is { } extension ? (scope.Get(extension) as ScimComplex)?.Get(attribute.Attribute) : scope.Get(attribute.Attribute);

    private static ScimValue? SubValue(BoundAttribute attribute, ScimValue? value) =>
        attribute.SubAttribute is { } sub ? (value as ScimComplex)?.Get(sub) : value;
}
