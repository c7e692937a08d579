namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>An immutable value of an attribute (RFC 7643 §2.3). An absent value is null, never an instance (§2.5).</summary>
internal abstract class ScimValue : IEquatable<ScimValue>
{
    public abstract bool Equals(ScimValue? other);

    public sealed override bool Equals(object? obj) => obj is ScimValue other && Equals(other);

    public abstract override int GetHashCode();
}
