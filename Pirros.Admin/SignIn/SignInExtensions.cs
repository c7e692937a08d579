using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.SignIn;

internal static class SignInExtensions
{
    private const string SignInPath = "/signin";

    /// <summary>Cookies, policies, and the way in that this environment has.</summary>
    /// <exception cref="OptionsValidationException">Outside Development an Auth0 setting is missing; the message names the keys.</exception>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var auth0 = configuration.GetSection(Auth0Options.Section).Get<Auth0Options>() ?? new Auth0Options();
        if (auth0.Missing.Count > 0 && !(environment.IsDevelopment() && auth0.Missing.Count == 3))
            throw new OptionsValidationException(
                Auth0Options.Section,
                typeof(Auth0Options),
                [$"Sign-in is not configured: {string.Join(", ", auth0.Missing)} not set. Set {(auth0.Missing.Count == 1 ? "it" : "them")} in appsettings.json or as environment variables (Auth0__Domain, …). Only the Development environment starts without, and offers demo people."]);

        services.AddSingleton(new SignInMode(auth0.Missing.Count == 3));
        services.AddSingleton<DemoPeople>();
        services.AddScoped<CurrentActor>();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "pirros.session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
            cookie.LoginPath = SignInPath;
            cookie.AccessDeniedPath = "/denied";
            cookie.ReturnUrlParameter = "returnUrl";
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Portal, policy => policy.RequireAssertion(context => context.User.ToActor(null) is not null))
            .AddPolicy(Policies.Support, policy => policy.RequireRole(PortalClaims.SupportRole));
        return services;
    }

    /// <summary>The routes that a sign-in form posts to.</summary>
    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<SignInMode>().DemoPeopleOffered)
            routes.MapPost("/signin/demo", SignInAsDemoPersonAsync);
        routes.MapPost("/signout", SignOutAsync);
        return routes;
    }

    private static async Task<IResult> SignInAsDemoPersonAsync(HttpContext http, IAntiforgery antiforgery, DemoPeople people, [FromForm] string person, [FromForm] string? returnUrl)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.LocalRedirect(SignInPath);
        if (people.All.FirstOrDefault(p => p.Actor.Id == person) is not { } chosen)
            return Results.LocalRedirect(SignInPath);
        await http.SignInAsync(PortalClaims.Principal(chosen.Actor, CookieAuthenticationDefaults.AuthenticationScheme));
        return Results.LocalRedirect(IsLocal(returnUrl) ? returnUrl! : "/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (await antiforgery.IsRequestValidAsync(http))
            await http.SignOutAsync();
        return Results.LocalRedirect(SignInPath);
    }

    /// <summary>Whether a return address stays on this host: a path that does not begin with what a browser reads as another host.</summary>
    internal static bool IsLocal(string? url)
        => url is { Length: > 0 } && url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl);
}
