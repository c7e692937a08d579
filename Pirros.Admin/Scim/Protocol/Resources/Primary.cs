namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>The <c>primary</c> sub-attribute, which at most one value of an attribute has (RFC 7643 §2.4).</summary>
internal static class Primary
{
    public static bool IsSet(ScimComplex value) => value.Shape.Primary is { } primary && ReferenceEquals(value.Get(primary), ScimBoolean.True);

    /// <summary>The value with its <c>primary</c> turned off.</summary>
    public static ScimComplex Clear(ScimComplex value) => value.With(value.Shape.Primary!, ScimBoolean.False);
}
