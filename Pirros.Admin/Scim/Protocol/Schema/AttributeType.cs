namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The data type of an attribute (RFC 7643 §2.3).</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "The RFC's own words.")]
public enum AttributeType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number with a fraction.</summary>
    Decimal,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A moment (RFC 7643 §2.3.5).</summary>
    DateTime,

    /// <summary>Bytes in base64.</summary>
    Binary,

    /// <summary>The URI of another thing.</summary>
    Reference,

    /// <summary>An object of sub-attributes.</summary>
    Complex,
}
