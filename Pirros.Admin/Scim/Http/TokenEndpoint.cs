using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Limits;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>
/// The token endpoint of a connection, <c>/oauth/token</c> below its base URL: a client that shows its secret gets an access token for an hour (RFC 6749 §4.4). The client's identifier is
/// the connection's id. Wrong secrets are limited as wrong tokens are, and connections that exist and such that don't are answered alike.
/// </summary>
internal sealed class TokenEndpoint(
    TokenAuthenticator authenticator, ClientGrants clients, TokenRefusals refusals, FailedAttempts attempts, RequestLimits limits, TokenUseRecorder uses, ScimDefects defects, TimeProvider clock)
{
    /// <summary>Where it is, below a connection's base URL.</summary>
    public const string Path = "oauth/token";

    private const string ClientCredentials = "client_credentials";
    private const string Json = "application/json";

    /// <summary>Whether a path below a connection's base URL is this endpoint's.</summary>
    public static bool Is(string[] segments)
        => segments is [var first, var second] && first.Equals("oauth", StringComparison.OrdinalIgnoreCase) && second.Equals("token", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers a request.</summary>
    public async ValueTask<ScimAnswer> AnswerAsync(HttpContext http, string addressed, ScimArrival arrival)
    {
        // No cache of HTTP/1.0 either (§5.1).
        http.Response.Headers.Pragma = "no-cache";
        try
        {
            return await IssueAsync(http, addressed, await TokenRequest.ReadAsync(http.Request, http.RequestAborted), arrival);
        }
        catch (TokenRequestException error)
        {
            return Error(error) with { Allow = error.Status == StatusCodes.Status405MethodNotAllowed ? "POST" : null };
        }
        catch (BadHttpRequestException error)
        {
            return Error(new TokenRequestException(error.StatusCode, "invalid_request", "The request could not be read."));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var answer = defects.Of(error, http.Request.Method, http.TraceIdentifier);
            return Error(new TokenRequestException(answer.Status, answer.Status == StatusCodes.Status503ServiceUnavailable ? "temporarily_unavailable" : "server_error", answer.Detail)) with { RetryAfter = answer.RetryAfter };
        }
    }

    private async ValueTask<ScimAnswer> IssueAsync(HttpContext http, string addressed, TokenRequest request, ScimArrival arrival)
    {
        if (request.GrantType is null)
            throw TokenRequestException.Invalid("grant_type is missing.");
        var isConnection = ConnectionId.TryParse(addressed, out var connection);
        var grant = isConnection && request.ClientId == connection.Value ? await authenticator.ClientAsync(connection, request.ClientSecret, http.RequestAborted) : null;
        if (grant is null || !grant.IsOpenTo(http.Connection.RemoteIpAddress))
        {
            if (attempts.Note(arrival.Network, connection) is { } tooMany)
                return await HoldBackAsync(tooMany, http.RequestAborted);
            arrival.Refused = grant is not null ? new RefusedToken(TokenRefusal.Address, grant.Token)
                : isConnection ? await refusals.OfClientAsync(connection, request.ClientId, request.ClientSecret, http.RequestAborted)
                : null;
            return grant is not null
                ? Error(new TokenRequestException(StatusCodes.Status400BadRequest, "unauthorized_client", "This client may not ask for tokens from this address.")) with { What = ActivityKind.Refused }
                : Error(new TokenRequestException(StatusCodes.Status401Unauthorized, "invalid_client", "The client identifier or secret was not accepted. The identifier is the connection's id.")) with { What = ActivityKind.Refused, Challenge = $"Basic realm=\"{Path}\", charset=\"UTF-8\"" };
        }

        arrival.Grant = grant;
        uses.Record(grant, arrival.Address, http.Request.Headers.UserAgent);
        var admission = await limits.EnterAsync(grant.Tenant, grant.Connection, http.RequestAborted);
        if (admission.Refused is { } refused)
            return await HoldBackAsync(refused, http.RequestAborted);
        arrival.Place = admission.Place!;
        if (request.GrantType != ClientCredentials)
            throw new TokenRequestException(StatusCodes.Status400BadRequest, "unsupported_grant_type", $"The only grant is {ClientCredentials}.");
        var scopes = Wanted(request.Scope, grant.Scopes);
        var (token, seconds) = clients.Issue(grant, request.ClientSecret, scopes);
        return new ScimAnswer(StatusCodes.Status200OK, ActivityKind.Other, buffer =>
        {
            using var json = new Utf8JsonWriter(buffer);
            json.WriteStartObject();
            json.WriteString("access_token", token);
            json.WriteString("token_type", "Bearer");
            json.WriteNumber("expires_in", seconds);
            json.WriteString("scope", ScopeNames.TextOf(scopes));
            json.WriteEndObject();
        })
        {
            ContentType = Json,
        };
    }

    /// <summary>The scopes that are asked for: some of those that the client may, or all of them.</summary>
    private static TokenScopes Wanted(string? scope, TokenScopes allowed)
    {
        if (scope is null)
            return allowed;
        if (!ScopeNames.TryParse(scope, out var wanted))
            throw new TokenRequestException(StatusCodes.Status400BadRequest, "invalid_scope", $"Known are {ScopeNames.TextOf(TokenScopes.All)}.");
        return (wanted & ~allowed) == TokenScopes.None ? wanted : throw new TokenRequestException(StatusCodes.Status400BadRequest, "invalid_scope", $"This client lacks {ScopeNames.TextOf(wanted & ~allowed)}.");
    }

    // As for requests above a limit: a client that does not heed Retry-After would otherwise be refused as fast as it can send.
    private async ValueTask<ScimAnswer> HoldBackAsync(LimitRefusal refusal, CancellationToken cancel)
    {
        await Task.Delay(ScimPipeline.HeldBack, clock, cancel);
        return Error(new TokenRequestException(StatusCodes.Status429TooManyRequests, "temporarily_unavailable", refusal.Detail)) with { RetryAfter = refusal.Seconds, IsRecorded = refusal.IsRecorded };
    }

    private static ScimAnswer Error(TokenRequestException error) => new(error.Status, ActivityKind.Other, buffer =>
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("error", error.Error);
        json.WriteString("error_description", error.Message);
        json.WriteEndObject();
    })
    {
        ContentType = Json,
        Detail = error.Message,
    };
}
