namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>When an attribute is part of a response (RFC 7643 §7, "returned").</summary>
internal enum Returned
{
    Default,
    Always,
    Never,
    Request,
}
