using System.Text;

namespace Pirros.Admin.Scim.Http;

/// <summary>
/// The setup guides give the SCIM URL as the SAML Reply URL too, so browsers and identity providers come by. They get a page that says what arrived,
/// the same for every connection id, existing or not.
/// </summary>
internal static class ReplyUrlPage
{
    public static bool Wants(HttpRequest request)
        => (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
            || (HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0 && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    public static async Task WriteAsync(HttpContext http)
    {
        var signIn = HttpMethods.IsPost(http.Request.Method);
        var (title, text) = signIn
            ? ("A sign-in response arrived here", "Your identity provider sent a SAML response to this address. Single sign-on does not end here in this installation, so nobody was signed in. If you expected to be, give this message to your IT admin: the Reply URL of the application may have to be another one.")
            : ("This is an address for identity providers", "Microsoft Entra ID, Okta and other identity providers send users to this address over SCIM 2.0. There is nothing to see here in a browser. To set up a connection, open Pirros Admin and copy this address from the connection's page.");
        var html = $$"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{title}}</title>
            <style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 24px;background:light-dark(#F8FAFC,#0B1220);color:light-dark(#0F172A,#E2E8F0)}h1{font-size:20px;font-weight:600;line-height:1.3}</style>
            </head><body><main><h1>{{title}}</h1><p>{{text}}</p></main></body></html>
            """;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(html), http.RequestAborted);
    }
}
