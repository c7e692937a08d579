namespace Pirros.Admin.Scim.Server;

/// <summary>How a write ended.</summary>
internal enum WriteOutcome
{
    /// <summary>It is committed.</summary>
    Done,

    /// <summary>Another resource of the same type and connection has the unique name; nothing was written.</summary>
    NameTaken,

    /// <summary>The resource has another version than expected, or is gone; nothing was written.</summary>
    Stale,

    /// <summary>A member to be added is no user or group of the connection; nothing was written.</summary>
    UnknownMember,

    /// <summary>The brake holds the deactivation until a person decides; nothing of the resource was written.</summary>
    Held,

    /// <summary>A person rejected the deactivation; nothing of the resource was written.</summary>
    Rejected,
}
