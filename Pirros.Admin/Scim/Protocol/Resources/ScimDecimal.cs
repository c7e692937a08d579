using System.Globalization;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>A decimal number (RFC 7643 §2.3.3).</summary>
internal sealed class ScimDecimal(decimal value) : ScimValue
{
    public decimal Value { get; } = value;

    /// <summary>The number as filters compare it: in double precision, the most that JSON's readers agree on (RFC 8259 §6) and what every database has.</summary>
    public double Compared => double.Parse(ToString(), CultureInfo.InvariantCulture);

    public override bool Equals(ScimValue? other) => other is ScimDecimal d && d.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
