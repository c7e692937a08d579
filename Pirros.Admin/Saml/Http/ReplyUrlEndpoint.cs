using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Pirros.Admin.Connections;
using Pirros.Admin.Limits;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Saml.Http;

/// <summary>
/// The assertion consumer service at a connection's Reply URL (SAML Bindings §3.5). Who tests is led back to the page that shows what came; who signs in to the portal is led on;
/// everybody else gets a page that says whether it was accepted, and not why. A connection that is unknown, off, or knows no provider answers like a response that is refused.
/// </summary>
internal sealed class ReplyUrlEndpoint(AssertionConsumer consumer, PortalSignIn signIn, FailedAttempts attempts)
{
    // Base64 is a third longer, and each sign of it may be encoded as three.
    private const int LongestBody = (ResponseReader.Longest * 4) + 4_096;

    private static readonly FormOptions s_form = new() { ValueCountLimit = 8, KeyLengthLimit = 64, ValueLengthLimit = LongestBody, BufferBodyLengthLimit = LongestBody, MemoryBufferThreshold = LongestBody };

    public async Task TakeAsync(HttpContext http, string id)
    {
        var browser = BrowserCookie.Of(http.Request);
        var taken = ConnectionId.TryParse(id, out var connection) && await ResponseOf(http) is { Length: > 0 } response
            ? await consumer.TakeAsync(connection, response, RequestOrigin.Of(http.Request), browser, CancellationToken.None)
            : null;

        // What is accepted is never held back, whoever else sends nonsense from the same place.
        if (taken is not { Result.Fault: null } && attempts.Note(RemoteNetwork.Of(http.Connection.RemoteIpAddress), connection) is { } tooMany)
        {
            http.Response.Headers.RetryAfter = tooMany.Seconds.ToString(CultureInfo.InvariantCulture);
            await AnswerAsync(http, StatusCodes.Status429TooManyRequests, SamlTexts.NotAcceptedTitle, SamlTexts.NotAccepted);
            return;
        }

        if (taken is null)
        {
            await AnswerAsync(http, StatusCodes.Status403Forbidden, SamlTexts.NotAcceptedTitle, SamlTexts.NotAccepted);
            return;
        }

        await consumer.RecordAsync(taken, CancellationToken.None);
        if (taken.Request?.TestedBy is not null)
            SeeOther(http, SamlPaths.ResultOf(connection, taken.Result.Id));
        else if (taken.Result.Fault is not null)
            await AnswerAsync(http, StatusCodes.Status403Forbidden, SamlTexts.NotAcceptedTitle, SamlTexts.NotAccepted);
        else
            await LetInAsync(http, taken);
    }

    private async Task LetInAsync(HttpContext http, TakenResponse taken)
    {
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        if (await signIn.BeginAsync(taken, scheme, RemoteAddress.Of(http), CancellationToken.None) is { } principal)
        {
            await http.SignInAsync(scheme, principal);
            ProviderCookie.Set(http, taken.Connection.Id);
            SeeOther(http, SignInPaths.LocalOrStart(taken.Request?.ReturnTo));
        }
        else if (taken.Request is not null)
        {
            SeeOther(http, SignInPaths.PageFor(SignInProblem.NoAccess, taken.Request.ReturnTo));
        }
        else
        {
            await AnswerAsync(http, StatusCodes.Status200OK, SamlTexts.AcceptedTitle, SamlTexts.Accepted);
        }
    }

    /// <summary>The form's field; null when the form can't be read, or has none or several.</summary>
    private static async Task<string?> ResponseOf(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LongestBody;
        try
        {
            var form = await http.Request.ReadFormAsync(s_form, http.RequestAborted);
            return form["SAMLResponse"] is [{ } only] ? only : null;
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    // By 303 the browser goes on with GET, whatever it came with.
    private static void SeeOther(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = path;
    }

    private static Task AnswerAsync(HttpContext http, int status, string title, string text) => PlainPage.WriteAsync(http, status, CultureInfo.CurrentUICulture.Name, title, text);
}
