namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>How far a value must be unique (RFC 7643 §7, "uniqueness").</summary>
public enum Uniqueness
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Within the directory.</summary>
    Server,

    /// <summary>Everywhere.</summary>
    Global,
}
