using System.Globalization;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>A whole number (RFC 7643 §2.3.4).</summary>
internal sealed class ScimInteger(long value) : ScimValue
{
    public long Value { get; } = value;

    public override bool Equals(ScimValue? other) => other is ScimInteger i && i.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
