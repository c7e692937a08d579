namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>When a client may write an attribute (RFC 7643 §7, "mutability").</summary>
public enum Mutability
{
    /// <summary>At any time.</summary>
    ReadWrite,

    /// <summary>Never.</summary>
    ReadOnly,

    /// <summary>Once.</summary>
    Immutable,

    /// <summary>At any time, and it is never read.</summary>
    WriteOnly,
}
