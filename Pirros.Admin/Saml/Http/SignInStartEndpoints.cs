using Pirros.Admin.Connections;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Saml.Http;

/// <summary>Sends browsers to a connection's provider.</summary>
internal static class SignInStartEndpoints
{
    /// <summary>Begins a test, for somebody who is signed in and asked for it on a page of ours: another site must not make them.</summary>
    public static async Task<IResult> TestAsync(HttpContext http, SignInRequests requests, string id)
    {
        if (http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" || !ConnectionId.TryParse(id, out var connection))
            return Results.LocalRedirect("/");
        try
        {
            var actor = http.User.ToActor(RemoteAddress.Of(http)) ?? throw RefusedException.Forbidden(SignInTexts.SessionEnded);
            return Send(http, await requests.TestAsync(actor, connection, RequestOrigin.Of(http.Request), BrowserCookie.Of(http.Request), http.RequestAborted));
        }
        catch (RefusedException)
        {
            // The page says the same, and what to do about it.
            return Results.LocalRedirect(SamlPaths.PageOf(connection));
        }
    }

    /// <summary>Begins a sign-in to the portal, by a connection or by the short name of a firm. Where neither lets anybody in, the sign-in page says so without saying which.</summary>
    public static async Task<IResult> SignInAsync(HttpContext http, SignInRequests requests, string? connection, string? firm, string? returnUrl, bool again = false)
    {
        if (string.IsNullOrEmpty(connection) && string.IsNullOrEmpty(firm))
            return Results.LocalRedirect(SignInPaths.PageForFirm(returnUrl));
        ConnectionId? chosen = ConnectionId.TryParse(connection, out var named) ? named : TenantId.TryParse(firm?.Trim(), out var tenant) ? await requests.OfTenantAsync(tenant, http.RequestAborted) : null;
        var start = chosen is { } id ? await requests.SignInAsync(id, RequestOrigin.Of(http.Request), SignInPaths.LocalOrStart(returnUrl), again, BrowserCookie.Of(http.Request), http.RequestAborted) : null;
        return start is null ? Results.LocalRedirect(SignInPaths.PageFor(SignInProblem.NoProvider, returnUrl)) : Send(http, start);
    }

    private static IResult Send(HttpContext http, SignInStart start)
    {
        BrowserCookie.Set(http, start.Browser);
        http.Response.Headers.CacheControl = "no-store";

        // The address of the page that somebody comes from is none of the provider's business.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Redirect(start.Url);
    }
}
