namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>How far a value must be unique (RFC 7643 §7, "uniqueness").</summary>
internal enum Uniqueness
{
    None,
    Server,
    Global,
}
