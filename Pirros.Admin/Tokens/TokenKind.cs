namespace Pirros.Admin.Tokens;

/// <summary>What a credential of a connection is.</summary>
public enum TokenKind
{
    /// <summary>A secret token, sent with each request (RFC 6750).</summary>
    Secret,

    /// <summary>A client secret, with which the client asks for access tokens that last an hour (RFC 6749 §4.4).</summary>
    Client,
}
