using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>The value that a filter describes completely: <c>type eq "work" and primary eq true</c> is a work value that is primary.</summary>
internal static class FilterTemplate
{
    /// <summary>Sets what the filter's <c>eq</c> terms say; false when it has anything else, so that no one value follows from it.</summary>
    public static bool TryFill(BoundFilter filter, ref ScimComplex value)
    {
        switch (filter)
        {
            case BoundAnd and:
                // Both sides, so that a partly usable filter still tells what it can.
                var left = TryFill(and.Left, ref value);
                return TryFill(and.Right, ref value) && left;
            case BoundComparison { Operator.IsEqual: true } comparison:
                var attribute = comparison.Attribute.Attribute;
                value = value.With(attribute, attribute.MultiValued ? ScimMultiValue.Union(attribute, value.Get(attribute), ScimMultiValue.Of(comparison.Value)) : comparison.Value);
                return true;
            case BoundNot { Inner: BoundComparison { Attribute.Attribute: { IsPrimary: true } primary } }:
                value = value.With(primary, ScimBoolean.False);
                return true;
            default:
                return false;
        }
    }
}
