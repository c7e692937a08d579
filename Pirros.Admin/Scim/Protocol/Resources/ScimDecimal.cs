using System.Globalization;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>A decimal number (RFC 7643 §2.3.3).</summary>
internal sealed class ScimDecimal(decimal value) : ScimValue
{
    public decimal Value { get; } = value;

    public override bool Equals(ScimValue? other) => other is ScimDecimal d && d.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
