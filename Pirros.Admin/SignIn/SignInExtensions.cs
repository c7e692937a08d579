using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Pirros.Admin.Startup;

namespace Pirros.Admin.SignIn;

internal static class SignInExtensions
{
    // The prefix makes a browser keep it to this host and to https (RFC 6265bis §4.1.3.2); on the plain http of Development it would refuse it.
    private const string Cookie = "pirros.session";
    private const string HostCookie = $"__Host-{Cookie}";

    /// <summary>Cookies, sessions, policies, and the way in that this environment has.</summary>
    /// <exception cref="OptionsValidationException">Outside Development an Auth0 setting is missing, or one can't be used; the message names the keys.</exception>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var auth0 = configuration.Read<Auth0Options>(Auth0Options.Section);
        if (auth0.Missing.Count > 0 && !(environment.IsDevelopment() && auth0.Missing.Count == 3))
            throw new OptionsValidationException(
                Auth0Options.Section,
                typeof(Auth0Options),
                [$"Sign-in is not configured: {string.Join(", ", auth0.Missing)} not set. Set {(auth0.Missing.Count == 1 ? "it" : "them")} in appsettings.json or as environment variables (Auth0__Domain, …). Only the Development environment starts without, and offers demo people."]);
        var session = configuration.Read<SessionOptions>(SessionOptions.Section);
        if (auth0.Mistakes().Concat(session.Mistakes()).ToList() is { Count: > 0 } mistakes)
            throw new OptionsValidationException(Auth0Options.Section, typeof(Auth0Options), mistakes);

        var demo = auth0.Missing.Count == 3;
        services.Configure<Auth0Options>(configuration.GetSection(Auth0Options.Section));
        services.Configure<SessionOptions>(configuration.GetSection(SessionOptions.Section));
        services.AddSingleton(new SignInMode(demo));
        services.AddSingleton<DemoPeople>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<BackChannelLogout>();
        services.AddScoped<CurrentActor>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionAuthentication>();
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = environment.IsDevelopment() ? Cookie : HostCookie;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

            // When a session ends is said by the session, which ends earlier.
            cookie.ExpireTimeSpan = session.Longest;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = SignInPaths.Page;
            cookie.AccessDeniedPath = SignInPaths.Denied;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnValidatePrincipal = RequireSessionAsync;
        });
        if (!demo)
        {
            authentication.AddOpenIdConnect(Auth0SignIn.Scheme, _ => { });
            services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, Auth0SignIn>();
        }

        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Portal, policy => policy.RequireAssertion(context => context.User.ToActor(null) is not null))
            .AddPolicy(Policies.Support, policy => policy.RequireRole(PortalClaims.SupportRole));
        return services;
    }

    /// <summary>The routes of signing in and out.</summary>
    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<SignInMode>().DemoPeopleOffered)
        {
            routes.MapPost(SignInPaths.Demo, SignInEndpoints.AsDemoPersonAsync);
            routes.MapGet(SignInPaths.Again, SignInEndpoints.ProveAgain);
        }
        else
        {
            routes.MapGet(SignInPaths.Start, SignInEndpoints.StartAsync);
            routes.MapGet(SignInPaths.Again, SignInEndpoints.ProveAgainAsync);
            routes.MapPost(SignInPaths.BackChannel, SignInEndpoints.BackChannelAsync);
        }

        routes.MapPost(SignInPaths.Out, SignInEndpoints.OutAsync);
        routes.MapPost(SignInPaths.Session, SignInEndpoints.Renew);
        return routes;
    }

    /// <summary>A cookie opens nothing by itself: its session must go on. Each request of a person moves the session's end; that a page's connection comes back is no act of theirs.</summary>
    private static async Task RequireSessionAsync(CookieValidatePrincipalContext context)
    {
        var byPerson = !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
        if (context.Principal is { } principal && await context.HttpContext.RequestServices.GetRequiredService<Sessions>().IsLiveAsync(principal, byPerson, context.HttpContext.RequestAborted))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
