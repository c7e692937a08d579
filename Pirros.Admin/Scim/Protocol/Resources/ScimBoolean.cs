namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>A boolean (RFC 7643 §2.3.2).</summary>
internal sealed class ScimBoolean : ScimValue
{
    private ScimBoolean(bool value) => Value = value;

    public static ScimBoolean True { get; } = new(true);

    public static ScimBoolean False { get; } = new(false);

    public bool Value { get; }

    public static ScimBoolean Of(bool value) => value ? True : False;

    public override bool Equals(ScimValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Value ? 1 : 0;

    public override string ToString() => Value ? "true" : "false";
}
