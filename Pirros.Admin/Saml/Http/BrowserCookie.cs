namespace Pirros.Admin.Saml.Http;

/// <summary>What a browser keeps while somebody is at the provider, and brings back with the answer. It comes by a form of another site, with which browsers send no cookie that is not <c>SameSite=None</c>.</summary>
internal static class BrowserCookie
{
    private const string Name = "__Host-pirros.saml";

    public static string? Of(HttpRequest request) => request.Cookies[Name];

    public static void Set(HttpContext http, string value) => http.Response.Cookies.Append(
        Name, value, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.None, Path = "/", MaxAge = SignInRequests.Lasts, IsEssential = true });
}
