using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Pirros.Admin.Tests.SignIn;

/// <summary>A real OpenID Connect authority over https on this machine, with Auth0's claims: it keeps its own sessions, asks who somebody is, and ends sessions by the back channel.</summary>
public sealed class Authority : IAsyncDisposable
{
    public const string ClientId = "pirros-admin";
    public const string ClientSecret = "the-secret-of-pirros-admin-at-the-authority";
    private const string SessionCookie = "authority.session";

    private readonly SecurityKey _signing;
    private readonly ConcurrentDictionary<string, AuthorityPerson> _people = new();
    private readonly ConcurrentDictionary<string, (string Person, string Sid, DateTimeOffset At)> _sessions = new();
    private readonly WebApplication _app;

    private Authority(WebApplication app, SecurityKey signing) => (_app, _signing) = (app, signing);

    /// <summary>A certificate that no browser knows, for this machine.</summary>
    public static X509Certificate2 Certificate { get; } = MakeCertificate();

    /// <summary>Host and port: what <c>Auth0:Domain</c> is set to.</summary>
    public string Domain { get; private set; } = "";

    public string Issuer => $"https://{Domain}/";

    /// <summary>What it was asked at its authorization endpoint, newest last.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Asked { get; } = new();

    /// <summary>What it was asked at its end-session endpoint.</summary>
    public ConcurrentQueue<Dictionary<string, string>> AskedToEnd { get; } = new();

    /// <summary>Whether it lets people through on its own session although it was asked to authenticate them anew.</summary>
    public bool Disobeys { get; set; }

    public static async Task<Authority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(Certificate)));
        var signing = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "signing" };
        builder.Services.AddRouting();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/logout");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes("openid", "profile", "email");
            server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32))).AddSigningKey(signing);
            server.EnableDegradedMode().UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId)
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(_ => default));
        });
        var app = builder.Build();
        var authority = new Authority(app, signing);
        app.UseRouting();
        app.UseAuthentication();
        app.MapMethods("connect/authorize", ["GET", "POST"], authority.AuthorizeAsync);
        app.MapMethods("connect/logout", ["GET", "POST"], authority.EndAsync);
        await app.StartAsync();
        authority.Domain = new Uri(app.Urls.First()).Authority;
        return authority;
    }

    public void Add(AuthorityPerson person) => _people[person.Subject] = person;

    /// <summary>Removes a person's account.</summary>
    public void Remove(string subject) => _people.TryRemove(subject, out _);

    /// <summary>The authority's session of a person, as its <c>sid</c> names it.</summary>
    public string SidOf(string subject) => _sessions.Values.Where(session => session.Person == subject).MaxBy(session => session.At).Sid;

    /// <summary>A logout token, good in every respect unless a test changes something.</summary>
    public string LogoutToken(string? sub = null, string? sid = null, string? issuer = null, string audience = ClientId, bool withEvent = true, string? nonce = null, SecurityKey? key = null, DateTimeOffset? at = null)
    {
        var when = (at ?? TimeProvider.System.GetUtcNow()).UtcDateTime;
        var claims = new Dictionary<string, object> { ["jti"] = Guid.CreateVersion7().ToString() };
        if (withEvent)
            claims["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() };
        foreach (var (name, value) in new[] { ("sub", sub), ("sid", sid), ("nonce", nonce) })
        {
            if (value is not null)
                claims[name] = value;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience,
            IssuedAt = when,
            NotBefore = when,
            Expires = when.AddMinutes(2),
            Claims = claims,
            TokenType = "logout+jwt",
            SigningCredentials = new SigningCredentials(key ?? _signing, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AuthorizeAsync(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (HttpMethods.IsGet(http.Request.Method))
            Asked.Enqueue(http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        var known = http.Request.Cookies.TryGetValue(SessionCookie, out var cookie) && _sessions.TryGetValue(cookie, out var found) ? found : default;
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Form["person"].ToString() is { Length: > 0 } chosen)
        {
            known = (chosen, Guid.CreateVersion7().ToString("N"), TimeProvider.System.GetUtcNow());
            _sessions[known.Sid] = known;
            http.Response.Cookies.Append(SessionCookie, known.Sid, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });
        }
        else if (known.Person is null || (!Disobeys && (request.HasPromptValue("login") || request.MaxAge is 0)))
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(Form(http));
            return;
        }

        if (!_people.TryGetValue(known.Person, out var person))
        {
            await http.ForbidAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = OpenIddictConstants.Errors.AccessDenied,
            }));
            return;
        }

        await http.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Principal(person, known.Sid, known.At, request));
    }

    private static ClaimsPrincipal Principal(AuthorityPerson person, string sid, DateTimeOffset at, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("authority", OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.Role);
        identity.SetClaim("sub", person.Subject).SetClaim("name", person.Name).SetClaim("email", $"{person.Subject}@authority.example").SetClaim("sid", sid);
        identity.AddClaim(new Claim("auth_time", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64));
        if (person.Organization is { } organization)
            identity.SetClaim("org_id", $"org_{organization}").SetClaim("org_name", organization);
        foreach (var role in person.Roles)
            identity.AddClaim(new Claim("https://pirros.com/roles", role));
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }

    private async Task EndAsync(HttpContext http)
    {
        AskedToEnd.Enqueue(http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        if (http.Request.Cookies.TryGetValue(SessionCookie, out var cookie))
            _sessions.TryRemove(cookie, out _);
        http.Response.Cookies.Delete(SessionCookie);
        await http.SignOutAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = "/" });
    }

    private string Form(HttpContext http)
    {
        var hidden = string.Concat(http.Request.Query.Select(pair => $"""<input type="hidden" name="{pair.Key}" value="{WebUtility.HtmlEncode(pair.Value.ToString())}">"""));
        var buttons = string.Concat(_people.Values.OrderBy(person => person.Subject, StringComparer.Ordinal).Select(person => $"""<button name="person" value="{person.Subject}">{WebUtility.HtmlEncode(person.Name)}</button>"""));
        return $"""<!DOCTYPE html><html lang="en"><title>Authority</title><main><h1>Who are you?</h1><form method="post" action="/connect/authorize">{hidden}{buttons}</form></main></html>""";
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(7));

        // A key that was never written to a file can't be used by every platform's TLS.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}

/// <summary>Somebody with an account at the authority.</summary>
public sealed record AuthorityPerson(string Subject, string Name, string? Organization, params string[] Roles);
