using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components;

/// <summary>In which language a person is spoken to: the one chosen in the menu, which a cookie keeps, or else the first that the browser asks for.</summary>
internal static class LanguageChoice
{
    private const string Route = "/language/{name}";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The address that chooses a language and leads back to a page.</summary>
    public static string Link(CultureInfo language, string page) => $"/language/{language.Name}?returnUrl={Uri.EscapeDataString($"/{page}")}";

    /// <summary>What comes behind this speaks the language of whoever asked.</summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization(options =>
    {
        options.DefaultRequestCulture = new RequestCulture(Languages.Default);
        options.SupportedCultures = options.SupportedUICultures = [.. Languages.Offered];
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    });

    /// <summary>The address of <see cref="Link"/>.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) => routes.MapGet(Route, Choose).AllowAnonymous();

    private static IResult Choose(HttpContext http, TimeProvider clock, string name, string? returnUrl)
    {
        if (Languages.Offered.FirstOrDefault(language => language.Name == name) is not { } chosen)
            return Results.NotFound();
        http.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
            new CookieOptions { Expires = clock.GetUtcNow() + Kept, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
        return Results.LocalRedirect(SignInPaths.LocalOrStart(returnUrl));
    }
}
