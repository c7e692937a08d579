using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using Pirros.Admin.Components.Pages.Activity;
using Pirros.Admin.Components.Pages.Deactivations;
using Pirros.Admin.Components.Pages.Support;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components;

internal static class ComponentsExtensions
{
    private const string NotFoundPath = "/not-found";
    private const string ErrorPath = "/error";

    /// <summary>Pages and what they are built from.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddRateLimiter(HandOffGuard.Limit);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "pirros.form";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.VisibleStateDuration = 8000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 150;
            mud.SnackbarConfiguration.HideTransitionDuration = 150;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddTransient<MudLocalizer, PortalMudLocalizer>();
        return services.AddTransient<Attempt>();
    }

    /// <summary>The pages, their files, and the headers that guard them. Comes before the routes of other slices, whose answers get the same headers.</summary>
    public static WebApplication MapPortal(this WebApplication app)
    {
        var auth0 = app.Configuration.GetSection(Auth0Options.Section).Get<Auth0Options>();
        app.Use(HandOffGuard.SetHeadersAsync);
        app.UseLanguages();
        app.UseSecurityHeaders(PortalHeaders.Create(auth0 is { Domain.Length: > 0 } ? auth0.Origin : null, app.Environment.IsDevelopment()));
        if (!app.Environment.IsDevelopment())
        {
            var faults = app.Services.GetRequiredService<IStoreFaults>();
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = ErrorPath,
                CreateScopeForErrors = true,
                StatusCodeSelector = error => faults.FaultOf(error) is null ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable,
            });
        }

        // Only a browser that asks for a page gets one for an empty 404; a client of the API keeps its status and body.
        app.UseStatusCodePagesWithReExecute(NotFoundPath, createScopeForStatusCodePages: true);
        app.Use((http, next) =>
        {
            if (!AsksForPage(http) && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return next(http);
        });
        // Said here, and not left to the host to put in front of everything: the SCIM endpoint has a route table of its own.
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        app.MapActivityExport();
        app.MapDeactivationExport();
        app.MapSupportBundle();
        app.MapLanguageChoice();
        return app;
    }

    private static bool AsksForPage(HttpContext http)
        => HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
