using Pirros.Admin.Connections;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Saml.Http;

/// <summary>The addresses of single sign-on.</summary>
public static class SamlPaths
{
    internal const string ReplyUrl = "/scim/v2/connections/{id}";
    internal const string Metadata = "/saml/{id}/metadata";
    internal const string Test = "/connections/{id}/sso/test";
    internal const string SignIn = SignInPaths.Sso;

    /// <summary>Our own metadata of a connection.</summary>
    public static string MetadataOf(ConnectionId connection) => $"/saml/{connection}/metadata";

    /// <summary>Begins a test.</summary>
    public static string TestOf(ConnectionId connection) => $"/connections/{connection}/sso/test";

    /// <summary>The page of a connection's single sign-on.</summary>
    public static string PageOf(ConnectionId connection) => $"/connections/{connection}/sso";

    /// <summary>The same page with what came of a response.</summary>
    public static string ResultOf(ConnectionId connection, Guid result) => $"/connections/{connection}/sso?result={result}";
}
