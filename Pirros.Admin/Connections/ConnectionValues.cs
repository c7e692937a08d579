namespace Pirros.Admin.Connections;

/// <summary>What an admin copies into an identity provider, but for the secret.</summary>
/// <param name="ConnectionId">Names the connection.</param>
/// <param name="EntityId">SAML Entity ID of this service provider (SAML core 2.0, §8.3.6).</param>
/// <param name="ReplyUrl">Where the identity provider sends its SAML response: the assertion consumer service.</param>
/// <param name="ScimUrl">Base URL of the SCIM 2.0 endpoint (RFC 7644 §1.3).</param>
/// <param name="ReachableFromOutside">False when the URLs point at this very machine (localhost), which no identity provider in the cloud can reach.</param>
public sealed record ConnectionValues(string ConnectionId, string EntityId, string ReplyUrl, string ScimUrl, bool ReachableFromOutside)
{
    /// <summary>Whether the Reply URL is this installation's own: a template may give that of another service.</summary>
    public bool IsAnsweredHere => string.Equals(ReplyUrl.TrimEnd('/'), ScimUrl.TrimEnd('/'), StringComparison.Ordinal);

    /// <summary>Where a client asks for access tokens (RFC 6749 §3.2).</summary>
    public string TokenUrl => $"{ScimUrl.TrimEnd('/')}/oauth/token";

    /// <summary>The client's identifier (RFC 6749 §2.2): it stays when the secret changes.</summary>
    public string ClientId => ConnectionId;
}
