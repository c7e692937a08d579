namespace Pirros.Admin.Connections;

/// <summary>How a connection is, as every page says it.</summary>
public enum ConnectionState
{
    /// <summary>Requests arrive and are answered.</summary>
    Healthy,

    /// <summary>Nothing has arrived yet, or nothing but a test of the connection.</summary>
    Waiting,

    /// <summary>It works, and something needs a person soon.</summary>
    Attention,

    /// <summary>Requests used to arrive, and the newest was refused for its token or failed, or no token is live any more.</summary>
    Failing,

    /// <summary>Switched off by a person.</summary>
    Off,
}
