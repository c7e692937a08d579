namespace Pirros.Admin.Limits;

/// <summary>Which limit refused a request.</summary>
internal enum LimitKind
{
    /// <summary>Requests a second of a connection.</summary>
    Connection,

    /// <summary>Requests a second of a tenant.</summary>
    Tenant,

    /// <summary>Requests of a tenant that wait for their turn.</summary>
    Waiting,

    /// <summary>Requests with a token that was not accepted.</summary>
    Token,
}
