using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.SignIn;

/// <summary>What the routes of signing in and out do.</summary>
internal static class SignInEndpoints
{
    private const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Signs in as one of the people that Development offers.</summary>
    public static async Task<IResult> AsDemoPersonAsync(
        HttpContext http, IAntiforgery antiforgery, DemoPeople people, Sessions sessions, TimeProvider clock, [FromForm] string person, [FromForm] string? returnUrl)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.LocalRedirect(SignInPaths.Page);
        if (people.All.FirstOrDefault(p => p.Actor.Id == person) is not { } chosen)
            return Results.LocalRedirect(SignInPaths.Page);
        if (await sessions.BeginAsync(chosen.Actor with { Address = RemoteAddress.Of(http) }, CookieScheme, null, clock.GetUtcNow(), null, http.RequestAborted) is not { } principal)
            return Results.LocalRedirect(SignInPaths.PageFor(SignInProblem.NoAccess, returnUrl));
        await http.SignInAsync(principal);
        return Results.LocalRedirect(SignInPaths.LocalOrStart(returnUrl));
    }

    /// <summary>Leads to the authority. Auth0 leads its invitations here as well, with the organization that they are of.</summary>
    public static Task<IResult> StartAsync(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> oidc, string? returnUrl, string? organization, string? invitation)
        => ChallengeAsync(http, oidc, returnUrl, Auth0SignIn.ToStart(SignInPaths.LocalOrStart(returnUrl), organization, invitation));

    /// <summary>Leads to where the person signed in, and must prove again who they are: the authority, or their firm's own provider.</summary>
    public static Task<IResult> ProveAgainAsync(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> oidc, string? returnUrl) => PortalClaims.ConnectionOf(http.User) is { } connection
        ? Task.FromResult(Results.LocalRedirect(SignInPaths.AgainBy(connection, returnUrl)))
        : ChallengeAsync(http, oidc, returnUrl, Auth0SignIn.ToProveAgain(SignInPaths.LocalOrStart(returnUrl)));

    /// <summary>The same where demo people stand in for the authority.</summary>
    public static IResult ProveAgain(HttpContext http, string? returnUrl) => Results.LocalRedirect(
        PortalClaims.ConnectionOf(http.User) is { } connection ? SignInPaths.AgainBy(connection, returnUrl) : SignInPaths.PageFor(SignInPaths.LocalOrStart(returnUrl)));

    /// <summary>Ends the session here and at the authority. Who signed in by their firm's own provider stays signed in there, as with everything else of theirs.</summary>
    public static async Task<IResult> OutAsync(HttpContext http, IAntiforgery antiforgery, SignInMode mode, Sessions sessions)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.LocalRedirect(SignInPaths.Page);
        await sessions.EndAsync(http.User, RemoteAddress.Of(http), CancellationToken.None);
        return mode.DemoPeopleOffered || http.User.Identity is not { IsAuthenticated: true } || PortalClaims.ConnectionOf(http.User) is not null
            ? Results.SignOut(new AuthenticationProperties { RedirectUri = SignInPaths.PageFor(SignInProblem.SignedOut) }, [CookieScheme])
            : Results.SignOut(null, [CookieScheme, Auth0SignIn.Scheme]);
    }

    /// <summary>The authority says who is signed out (OpenID Connect Back-Channel Logout 1.0 §2.5, §2.8).</summary>
    public static async Task<IResult> BackChannelAsync(HttpContext http, BackChannelLogout logout)
    {
        http.Response.Headers.CacheControl = "no-store";
        var token = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))["logout_token"].ToString() : null;
        try
        {
            return await logout.RunAsync(token, http.RequestAborted) is { } wrong
                ? Results.Json(new { error = "invalid_request", error_description = wrong }, statusCode: StatusCodes.Status400BadRequest)
                : Results.Ok();
        }
        catch (InvalidOperationException)
        {
            // Its keys can't be read, so nobody can say whether the token is its own; what that failed on has been logged by the library that asked.
            http.Response.Headers.RetryAfter = "60";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Somebody is at work on a page: that the session goes on was seen to when this request came in.</summary>
    public static IResult Renew(HttpContext http) => http.User.Identity is { IsAuthenticated: true } ? Results.NoContent() : Results.StatusCode(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> ChallengeAsync(HttpContext http, IOptionsMonitor<OpenIdConnectOptions> oidc, string? returnUrl, AuthenticationProperties properties)
    {
        try
        {
            await oidc.Get(Auth0SignIn.Scheme).ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            // What it failed on has been logged by the library that asked.
            return Results.LocalRedirect(SignInPaths.PageFor(SignInProblem.Unreachable, returnUrl));
        }

        return Results.Challenge(properties, [Auth0SignIn.Scheme]);
    }
}
