namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>When a client may write an attribute (RFC 7643 §7, "mutability").</summary>
internal enum Mutability
{
    ReadWrite,
    ReadOnly,
    Immutable,
    WriteOnly,
}
