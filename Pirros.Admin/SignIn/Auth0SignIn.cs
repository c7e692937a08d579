using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Pirros.Admin.SignIn;

/// <summary>Signing in with Auth0, or another OpenID Connect authority: authorization code with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636), sign-out there (RP-Initiated Logout 1.0). Everything that is the authority's own way is in this file.</summary>
internal sealed partial class Auth0SignIn(IOptions<Auth0Options> auth0, Sessions sessions, TimeProvider clock, ILogger<Auth0SignIn> log) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public const string Scheme = "auth0";

    // What a person was sent away with, kept in the protected state until they are back.
    private const string Organization = "organization";
    private const string Again = "again";

    // A person who has just signed in may come back on a clock that goes differently.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private Auth0Options Auth0 => auth0.Value;

    /// <summary>What is asked of the authority for a person who goes to <paramref name="returnUrl"/> afterwards.</summary>
    /// <param name="returnUrl">Where they go then.</param>
    /// <param name="organization">The Auth0 organization that a link named; null lets the authority ask.</param>
    /// <param name="invitation">The invitation that such a link carried.</param>
    public static AuthenticationProperties ToStart(string returnUrl, string? organization, string? invitation)
    {
        var properties = new OpenIdConnectChallengeProperties { RedirectUri = returnUrl };
        if (!string.IsNullOrEmpty(organization))
            (properties.Items[Organization], properties.Parameters[Organization]) = (organization, organization);
        if (!string.IsNullOrEmpty(invitation))
            properties.Parameters["invitation"] = invitation;
        return properties;
    }

    /// <summary>The same, and the person must prove anew who they are: they are not let through on a session that the authority still has.</summary>
    public static AuthenticationProperties ToProveAgain(string returnUrl)
        => new OpenIdConnectChallengeProperties { RedirectUri = returnUrl, MaxAge = TimeSpan.Zero, Prompt = OpenIdConnectPrompt.Login, Items = { [Again] = "true" } };

    public void Configure(OpenIdConnectOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != Scheme)
            return;
        options.Authority = Auth0.Authority;
        options.ClientId = Auth0.ClientId;
        options.ClientSecret = Auth0.ClientSecret;
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.CallbackPath = SignInPaths.Callback;
        options.SignedOutCallbackPath = SignInPaths.OutCallback;
        options.SignedOutRedirectUri = SignInPaths.PageFor(SignInProblem.SignedOut);

        // The authority may end sessions by the back channel alone; a page that anybody can frame must not.
        options.RemoteSignOutPath = PathString.Empty;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.TokenValidationParameters.NameClaimType = PortalClaims.Name;
        options.TokenValidationParameters.RoleClaimType = Auth0.RolesClaim;
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile", "email" })
            options.Scope.Add(scope);

        // The way back is a link from another site, with which a browser sends cookies that are Lax.
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.Always;
        }

        options.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = AddAuth0Parameters,
            OnRedirectToIdentityProviderForSignOut = LeadOut,
            OnTokenValidated = BeginAsync,
            OnRemoteFailure = LeadBack,
        };
    }

    private static Task AddAuth0Parameters(RedirectContext context)
    {
        foreach (var name in new[] { Organization, "invitation" })
        {
            if (context.Properties.Parameters.TryGetValue(name, out var value) && value is string text)
                context.ProtocolMessage.SetParameter(name, text);
        }

        return Task.CompletedTask;
    }

    private Task LeadOut(RedirectContext context)
    {
        context.ProtocolMessage.ClientId = Auth0.ClientId;
        if (!string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
            return Task.CompletedTask;

        // Auth0 tells of its way out in its metadata only when that is switched on there; this one it has in any case.
        var back = context.ProtocolMessage.PostLogoutRedirectUri ?? "";
        context.ProtocolMessage.IssuerAddress = $"{Auth0.Authority}/v2/logout?returnTo={Uri.EscapeDataString(back)}";
        return Task.CompletedTask;
    }

    private async Task BeginAsync(TokenValidatedContext context)
    {
        var token = context.Principal!;
        var now = clock.GetUtcNow();
        var authenticatedAt = long.TryParse(token.FindFirstValue("auth_time"), CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;

        // The authority is trusted to have obeyed only as far as it says so (OpenID Connect Core 1.0 §3.1.3.7, item 13).
        if (context.Properties!.Items.ContainsKey(Again) && !(authenticatedAt > now - Skew))
        {
            Turn(context, SignInProblem.Refused);
            NotProved();
            return;
        }

        var asked = context.Properties.Items.TryGetValue(Organization, out var organization) ? organization : null;
        var actor = PersonMapping.ToActor(token, Auth0, RemoteAddress.Of(context.HttpContext));

        // Not given up when the browser goes away: whoever comes back with the same answer is told that it was used.
        if (actor is null || !IsOf(token, asked)
            || await sessions.BeginAsync(actor, CookieAuthenticationDefaults.AuthenticationScheme, token.FindFirstValue("sid"), authenticatedAt ?? now, null, CancellationToken.None) is not { } principal)
        {
            Turn(context, SignInProblem.NoAccess);
            NoPart();
            return;
        }

        context.Principal = principal;
        context.Properties.IsPersistent = false;

        // Shown to the authority when the person signs out, which then need not ask whether they mean it.
        if (context.TokenEndpointResponse?.IdToken is { } idToken)
            context.Properties.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = idToken }]);
    }

    /// <summary>Whether somebody comes back from the organization that they were sent to (Auth0: "Validate organization in tokens").</summary>
    private static bool IsOf(ClaimsPrincipal token, string? asked)
        => asked is null || token.FindFirstValue("org_id") == asked || string.Equals(token.FindFirstValue("org_name"), asked, StringComparison.OrdinalIgnoreCase);

    private static void Turn(TokenValidatedContext context, SignInProblem problem)
    {
        context.HandleResponse();
        context.Response.Redirect(SignInPaths.PageFor(problem, context.Properties?.RedirectUri));
    }

    private Task LeadBack(RemoteFailureContext context)
    {
        var problem = context.Request.Query.ContainsKey("error") ? SignInProblem.Refused : SignInProblem.Expired;
        NotSignedIn(problem, context.Failure?.GetType().Name);
        context.HandleResponse();
        context.Response.Redirect(SignInPaths.PageFor(problem, context.Properties?.RedirectUri));
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "A sign-in was turned away: the account has no part here. Compare the claims of its ID token with Auth0:TenantClaim, Auth0:Tenants and Auth0:RolesClaim")]
    private partial void NoPart();

    [LoggerMessage(LogLevel.Warning, "A sign-in was turned away: the authority was asked to authenticate anew and does not say that it did (auth_time)")]
    private partial void NotProved();

    [LoggerMessage(LogLevel.Information, "A sign-in did not come to its end: {Problem} ({Failure})")]
    private partial void NotSignedIn(SignInProblem problem, string? failure);
}
