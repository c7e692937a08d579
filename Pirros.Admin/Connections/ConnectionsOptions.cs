namespace Pirros.Admin.Connections;

/// <summary>How a connection's values are made. Section <c>Connections</c>.</summary>
public sealed class ConnectionsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Connections";

    /// <summary>Scheme and host that identity providers reach, without a path's slash at the end. May hold <c>{tenant}</c>. Empty means the portal's own. Default: empty.</summary>
    public string Origin { get; set; } = "";

    /// <summary>The SAML Entity ID. Default: <c>urn:auth0:{tenant}:{connectionId}</c>.</summary>
    public string EntityIdTemplate { get; set; } = "urn:auth0:{tenant}:{connectionId}";

    /// <summary>The SAML Reply URL. Default: the SCIM URL itself, as the setup guides say.</summary>
    public string ReplyUrlTemplate { get; set; } = "{origin}/scim/v2/connections/{connectionId}";

    /// <summary>The SCIM base URL. Default: <c>{origin}/scim/v2/connections/{connectionId}</c>.</summary>
    public string ScimUrlTemplate { get; set; } = "{origin}/scim/v2/connections/{connectionId}";
}
