namespace Pirros.Admin.Tests.Isolation;

/// <summary>What a request shows of who sends it.</summary>
public enum Credential
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A person signed in as an admin of the firm whose connection is asked for.</summary>
    Admin,

    /// <summary>A person signed in as an admin of another firm.</summary>
    OtherAdmin,

    /// <summary>A person signed in as support.</summary>
    Support,

    /// <summary>The current token of the connection.</summary>
    Token,

    /// <summary>The current token of another firm's connection.</summary>
    OtherToken,

    /// <summary>A token of the connection whose time is over.</summary>
    ExpiredToken,

    /// <summary>A token of the connection that was revoked.</summary>
    RevokedToken,
}
