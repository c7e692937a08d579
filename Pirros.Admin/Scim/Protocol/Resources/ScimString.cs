namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>Text: a string, a reference or a base64 binary (RFC 7643 §2.3.1, §2.3.6, §2.3.7). Never empty.</summary>
internal sealed class ScimString(string value) : ScimValue
{
    public string Value { get; } = value;

    public override bool Equals(ScimValue? other) => other is ScimString s && string.Equals(s.Value, Value, StringComparison.Ordinal);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Value;
}
