using Pirros.Admin.Connections;

namespace Pirros.Admin.SignIn;

/// <summary>By which connection's provider somebody last signed in with a browser, so that the sign-in page leads them there again. It opens nothing.</summary>
internal static class ProviderCookie
{
    private const string Name = "pirros.provider";
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(90);

    public static ConnectionId? Of(HttpRequest request) => ConnectionId.TryParse(request.Cookies[Name], out var id) ? id : null;

    public static void Set(HttpContext http, ConnectionId connection)
        => http.Response.Cookies.Append(Name, connection.Value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = s_kept });
}
