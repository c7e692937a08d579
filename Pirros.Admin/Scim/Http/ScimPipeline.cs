using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Limits;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>
/// A SCIM request on its way: token, route, body, handler, answer, one activity record. Everything that goes wrong on it becomes a SCIM error here
/// (RFC 7644 §3.12), and nowhere else.
/// </summary>
internal sealed class ScimPipeline(
    TokenAuthenticator authenticator, TokenRefusals refusals, FailedAttempts attempts, RequestLimits limits, TokenUseRecorder uses, ScimRoutes routes, TokenEndpoint tokenEndpoint, ScimAddresses addresses, ActivityLog activity, ScimDefects defects, TimeProvider clock)
{
    private const int MaximumUserAgent = 200;
    private const int MaximumPath = 500;
    private const int MaximumId = 64;

    // A filter of 10,000 characters, each percent-encoded, and what else stands in an address.
    private const int MaximumAddress = 32_768;

    // A client that does not heed Retry-After would otherwise be refused as fast as it can send, and cost more than one that is served.
    internal static readonly TimeSpan HeldBack = TimeSpan.FromMilliseconds(250);

    /// <summary>Answers everything below <c>/scim</c>.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var started = clock.GetTimestamp();
        var arrived = clock.GetUtcNow();
        var segments = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is not ["v2", "connections", var addressed, .. var rest])
        {
            await WriteAsync(http, Error(ScimException.NotFound("There is no SCIM endpoint at this path. The base URL ends in /scim/v2/connections/ and the connection id.")));
            return;
        }

        if (rest.Length == 0 && ReplyUrlPage.Wants(http.Request))
        {
            await ReplyUrlPage.WriteAsync(http);
            return;
        }

        var arrival = new ScimArrival(http.Connection.RemoteIpAddress, arrived);
        ScimAnswer? answer = null;
        try
        {
            answer = TokenEndpoint.Is(rest) ? await tokenEndpoint.AnswerAsync(http, addressed, arrival) : await AnswerAsync(http, addressed, rest, arrival);
            await WriteAsync(http, answer);
        }
        catch (OperationCanceledException) when (answer is null && http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        finally
        {
            if (arrival.Place is { } place)
            {
                if (arrival.IsLong)
                    limits.LeaveLong(place);
                limits.Leave(place, answer?.Parts.Count ?? 0);
            }

            // Also when the client went away before it had the answer: what was done for it is done.
            if (answer is { IsRecorded: true } && ConnectionId.TryParse(addressed, out var connection) && arrival.Grant?.IsSandbox != true)
                Record(Describe(http, connection, arrival, rest, answer, arrived, clock.GetElapsedTime(started)), answer.Parts);
        }
    }

    private async ValueTask<ScimAnswer> AnswerAsync(HttpContext http, string addressed, string[] rest, ScimArrival arrival)
    {
        try
        {
            // A connection that is unknown, off, or addressed with a wrong token answers alike: an outsider learns nothing.
            var credential = BearerCredential.Of(http.Request.Headers.Authorization);
            if (ConnectionId.TryParse(addressed, out var connection))
                arrival.Grant = await authenticator.AuthenticateAsync(connection, credential, http.RequestAborted);
            if (arrival.Grant is not { } grant)
            {
                // Only now: a right token is accepted however many wrong ones came from the same place.
                if (attempts.Note(arrival.Network, connection) is { } tooMany)
                    return await HoldBackAsync(tooMany, http.RequestAborted);
                if (connection != default)
                    arrival.Refused = await refusals.OfAsync(connection, credential, http.RequestAborted);
                return Error(ScimException.Unauthorized("The token was not accepted. Check that the URL and the secret token are those of the same connection, and that the token has not expired."));
            }

            if (!grant.IsOpenTo(http.Connection.RemoteIpAddress))
            {
                // Whoever has found a token and tries it from elsewhere is counted as one with a wrong token, and uses up nothing of the connection's.
                if (attempts.Note(arrival.Network, connection) is { } tooMany)
                    return await HoldBackAsync(tooMany, http.RequestAborted);
                arrival.Refused = new RefusedToken(TokenRefusal.Address, grant.Token);
                return Error(ScopeRefusal.OfAddress) with { What = ActivityKind.Refused };
            }

            if (!grant.IsSandbox)
                uses.Record(grant, arrival.Address, http.Request.Headers.UserAgent);
            var admission = await limits.EnterAsync(grant.Tenant, grant.Connection, http.RequestAborted);
            if (admission.Refused is { } refused)
                return await HoldBackAsync(refused, http.RequestAborted);
            arrival.Place = admission.Place!;
            if (LongRequest.Is(http.Request, rest))
            {
                await limits.EnterLongAsync(arrival.Place, http.RequestAborted);
                arrival.IsLong = true;
            }

            return await HandleAsync(http, grant, rest, arrival);
        }
        catch (ScimException error)
        {
            return Error(error);
        }
        catch (BadHttpRequestException error)
        {
            return Error(new ScimException(error.StatusCode, null, DetailOf(error)));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Error(defects.Of(error, http.Request.Method, http.TraceIdentifier));
        }
    }

    private async ValueTask<ScimAnswer> HoldBackAsync(LimitRefusal refusal, CancellationToken cancel)
    {
        await Task.Delay(HeldBack, clock, cancel);
        return Error(new ScimException(StatusCodes.Status429TooManyRequests, null, refusal.Detail)) with { RetryAfter = refusal.Seconds, IsRecorded = refusal.IsRecorded };
    }

    private static string DetailOf(BadHttpRequestException error) => error.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status408RequestTimeout => "The body arrived too slowly. Send the request again.",
        _ => "The request could not be read.",
    };

    private async ValueTask<ScimAnswer> HandleAsync(HttpContext http, TokenGrant grant, string[] segments, ScimArrival arrival)
    {
        var request = http.Request;
        if (AddressLength(request) > MaximumAddress)
            throw new ScimException(414, null, $"The address is longer than {MaximumAddress:N0} characters. Send a shorter filter, or the query as a POST to /.search.", "RFC 7644 §3.4.3");
        if (segments.Any(s => s.Contains('\0', StringComparison.Ordinal)) || request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true)
            throw ScimException.InvalidValue("The URL holds the character U+0000. Remove it.");
        if (routes.Find(request.Method, segments, out var needs, out var allow) is not { } handle)
            return Error(new ScimException(405, null, $"{Server.Shown.Of(request.Method, 20)} is not offered here. Offered: {allow}.")) with { Allow = allow };
        if ((needs & ~grant.Scopes) is not TokenScopes.None and var missing)
        {
            arrival.Refused = new RefusedToken(TokenRefusal.Scope, grant.Token);
            return Error(ScopeRefusal.Of(missing)) with { What = ActivityKind.Refused, Challenge = ScopeRefusal.ChallengeOf(missing) };
        }

        using var body = HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method)
            ? await ScimBody.ReadAsync(request, http.RequestAborted)
            : null;
        if (body is not null)
            (arrival.Body, arrival.Named) = (RequestText.Of(body.RootElement), RequestText.NameIn(body.RootElement));
        if (body is { RootElement.ValueKind: not JsonValueKind.Object })
            throw ScimException.InvalidSyntax("The body must be a JSON object.");
        return await handle(
            new ScimRequest(grant.Directory, ConnectionTypes.Of(grant.Schemas), addresses.Of(request, grant), request.Method, segments, request.Query, body?.RootElement ?? default, Header(request.Headers.IfMatch), Header(request.Headers.IfNoneMatch), grant.Scopes)
            {
                Origin = new Server.WriteOrigin(arrival.At, grant.HoldsSomebody),
            },
            http.RequestAborted);
    }

    private static async ValueTask WriteAsync(HttpContext http, ScimAnswer answer)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        if (answer.Status == 401 || answer.Challenge is not null)
            response.Headers.WWWAuthenticate = answer.Challenge ?? "Bearer";
        if (answer.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Allow is not null)
            response.Headers.Allow = answer.Allow;
        if (answer.ETag is not null)
            response.Headers.ETag = answer.ETag;
        if (answer.Location is not null)
        {
            response.Headers.ContentLocation = answer.Location;
            if (answer.Status == 201)
                response.Headers.Location = answer.Location;
        }

        if (answer.Write is null)
            return;
        var buffer = AnswerBuffer.Take();
        try
        {
            answer.Write(buffer);
            response.ContentType = answer.ContentType;
            response.ContentLength = buffer.WrittenCount;
            if (!HttpMethods.IsHead(http.Request.Method))
                await response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
        }
        finally
        {
            AnswerBuffer.Return(buffer);
        }
    }

    private static ScimAnswer Error(ScimException error)
        => new(error.Status, error.Status == 401 ? ActivityKind.Refused : ActivityKind.Other, buffer => ErrorMessage.Write(buffer, error)) { Detail = error.Detail, ScimType = error.ScimType, RetryAfter = error.RetryAfter, IsHeld = error.IsHeld };

    /// <summary>Records a request, and before it the operations that it carried.</summary>
    private void Record(ActivityRecord request, IReadOnlyList<AnswerPart> parts)
    {
        foreach (var part in parts)
        {
            activity.Record(request with
            {
                Id = part.Trace?.Id ?? OrderedId.Next(request.At),
                Method = Server.Shown.Of(part.Method, 20)!,
                Path = Server.Shown.Of(part.Path, MaximumPath)!,
                Status = part.Status,
                Duration = part.Duration,
                What = part.What,
                Subject = part.Subject,
                Detail = Server.Shown.Of(part.Detail, MaximumPath),
                Ignored = part.Ignored,
                Details = part.Details,
                IsHeld = part.IsHeld,
            });
        }

        activity.Record(parts.Count == 0 ? request : request with { Id = OrderedId.Next(request.At) });
    }

    private static ActivityRecord Describe(HttpContext http, ConnectionId connection, ScimArrival arrival, string[] rest, ScimAnswer answer, DateTimeOffset arrived, TimeSpan duration)
    {
        var userAgent = http.Request.Headers.UserAgent.ToString();
        return new ActivityRecord(
            connection,
            answer.Trace?.Id ?? OrderedId.Next(arrived),
            arrived,
            Server.Shown.Of(http.Request.Method, 20)!,
            PathOf(http.Request, rest),
            answer.Status,
            duration,
            answer.What,
            answer.Subject ?? arrival.Named,
            Server.Shown.Of(answer.Detail, MaximumPath),
            arrival.Grant?.Token,
            arrival.Address,
            userAgent.Length == 0 ? null : Server.Shown.Of(userAgent, MaximumUserAgent),
            answer.Ignored)
        {
            Details = DetailsOf(http.Request, arrival, rest, answer),
            IsHeld = answer.IsHeld,
        };
    }

    /// <summary>Nothing more than its line is kept of a request that only reads and was answered.</summary>
    private static ActivityDetails DetailsOf(HttpRequest request, ScimArrival arrival, string[] rest, ScimAnswer answer)
    {
        if (answer.Status < 400 && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return ActivityDetails.None;
        var id = answer.ResourceId ?? (rest.Length == 2 ? Server.Shown.Of(rest[1].Replace('\0', ' '), MaximumId) : null);
        return new ActivityDetails(id, answer.ScimType, arrival.Refused?.Why, arrival.Refused?.Token, answer.Changes, arrival.Body) { Previous = answer.Trace?.Previous };
    }

    private static int AddressLength(HttpRequest request) => (request.Path.Value?.Length ?? 0) + (request.QueryString.Value?.Length ?? 0);

    /// <summary>The path below the base URL with its query as a person reads it; of one that is too long, its beginning.</summary>
    private static string PathOf(HttpRequest request, string[] rest)
    {
        // Nobody should send a secret in an address, and the token endpoint heeds nothing that stands there.
        var query = TokenEndpoint.Is(rest) ? "" : request.QueryString.Value ?? "";
        var start = query.Length > MaximumAddress ? query[..MaximumAddress] : query;
        var path = rest is [var collection, var id] ? $"/{collection}/{id}" : $"/{string.Join('/', rest)}";
        return Server.Shown.Of((start.Length == 0 ? path : path + Uri.UnescapeDataString(start)).Replace('\0', ' '), MaximumPath)!;
    }

    private static string? Header(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 0 ? null : values.ToString();
}
