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
}
