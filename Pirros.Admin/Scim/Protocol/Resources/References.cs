namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// Keeps a reference consistent: a <c>$ref</c> or a name that came with the old <c>value</c> describes another resource once the value
/// changes, so what was not given anew is dropped.
/// </summary>
internal static class References
{
    public static ScimComplex Settle(ScimComplex? before, ScimComplex after)
    {
        if (before is null || after.Shape is not { Value: { } value, Reference: { } reference })
            return after;
        if (before.Get(value) is not { } old || old.Equals(after.Get(value)))
            return after;
        foreach (var attribute in after.Shape.Span)
        {
            var describes = ReferenceEquals(attribute, reference) || attribute.Name is "display" or "displayName";
            if (describes && before.Get(attribute) is { } stale && ReferenceEquals(stale, after.Get(attribute)))
                after = after.Without(attribute);
        }

        return after;
    }
}
