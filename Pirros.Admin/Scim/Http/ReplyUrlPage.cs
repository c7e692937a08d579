namespace Pirros.Admin.Scim.Http;

/// <summary>
/// The setup guides give the SCIM URL as the SAML Reply URL too, so browsers come by. What they post is a sign-in, and is answered elsewhere; who only looks gets a page that says
/// what the address is for, the same for every connection id, existing or not.
/// </summary>
internal static class ReplyUrlPage
{
    /// <summary>Whether a request is a browser's, sent by an identity provider with the outcome of a sign-in (SAML Bindings §3.5), and no SCIM.</summary>
    public static bool IsSignIn(HttpRequest request)
        => HttpMethods.IsPost(request.Method) && request.HasFormContentType && request.Path.StartsWithSegments("/scim/v2/connections", out var rest) && rest.Value?.Trim('/').Contains('/', StringComparison.Ordinal) == false;

    /// <summary>Whether somebody looks at the address with a browser.</summary>
    public static bool Wants(HttpRequest request)
        => HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static Task WriteAsync(HttpContext http) => PlainPage.WriteAsync(
        http,
        StatusCodes.Status200OK,
        "en",
        "This is an address for identity providers",
        "Microsoft Entra ID, Okta and other identity providers send users to this address over SCIM 2.0, and people who sign in over SAML 2.0. There is nothing to see here in a browser. To set up a connection, open Pirros Admin and copy this address from the connection's page.");
}
