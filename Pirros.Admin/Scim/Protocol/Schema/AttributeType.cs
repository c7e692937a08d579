namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The data type of an attribute (RFC 7643 §2.3).</summary>
internal enum AttributeType
{
    String,
    Boolean,
    Decimal,
    Integer,
    DateTime,
    Binary,
    Reference,
    Complex,
}
