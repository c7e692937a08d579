namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>When an attribute is part of a response (RFC 7643 §7, "returned").</summary>
public enum Returned
{
    /// <summary>Unless the client asks for other attributes.</summary>
    Default,

    /// <summary>Whatever the client asks for.</summary>
    Always,

    /// <summary>Not even when asked for.</summary>
    Never,

    /// <summary>Only when asked for.</summary>
    Request,
}
