using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Limits;

namespace Pirros.Admin.Downstream;

/// <summary>The events API: <c>GET /events/v1/events</c>, as <c>docs/events.md</c> describes it. Errors are problem details (RFC 9457).</summary>
internal sealed class EventsEndpoint(EventsReading reading, FailedAttempts attempts, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const int DefaultLimit = 100;
    private const int MostAtOnce = 500;
    private const int LongestWait = 30;
    private static readonly TimeSpan HeldBack = TimeSpan.FromMilliseconds(250);

    public async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var query = http.Request.Query;
        if (await AuthenticateAsync(http) is not { } subscriber)
            return;
        if (!TryNumber(query["limit"], DefaultLimit, 1, MostAtOnce, out var limit))
            await ProblemAsync(http, 400, "Bad limit", $"limit is a number from 1 to {MostAtOnce}.");
        else if (!TryNumber(query["wait"], 0, 0, LongestWait, out var wait))
            await ProblemAsync(http, 400, "Bad wait", $"wait is a number of seconds from 0 to {LongestWait}.");
        else if (query["cursor"].ToString() is { Length: > 0 } text && EventsReading.Decode(text) is null)
            await ProblemAsync(http, 400, "Bad cursor", "The cursor is none that this API gave. Send one as it was answered, or none to begin with the oldest event that is kept.");
        else
            await AnswerAsync(http, subscriber, query["cursor"].ToString() is { Length: > 0 } cursor ? EventsReading.Decode(cursor) : null, limit, wait);
    }

    private async Task AnswerAsync(HttpContext http, Subscriber subscriber, EventPosition? from, int limit, int wait)
    {
        if (await reading.ReadAsync(subscriber, from, limit, TimeSpan.FromSeconds(wait), http.RequestAborted) is not { } page)
        {
            await ProblemAsync(
                http, 410, "Cursor too old", "Events behind this cursor are no longer kept, or the database was restored since. Read the directory's present state, then begin again without a cursor.");
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(EventPayload.Page(page.Events, EventsReading.Encode(page.Position), page.More), http.RequestAborted);
    }

    private async Task<Subscriber?> AuthenticateAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        if (await reading.AuthenticateAsync(key, http.RequestAborted) is { } subscriber)
            return subscriber;

        // Only now: a right key is accepted however many wrong ones came from the same place.
        if (attempts.Note(RemoteNetwork.Of(http.Connection.RemoteIpAddress), default) is { } tooMany)
        {
            await Task.Delay(HeldBack, clock, http.RequestAborted);
            http.Response.Headers.RetryAfter = tooMany.Seconds.ToString(CultureInfo.InvariantCulture);
            await ProblemAsync(http, 429, "Too many attempts", "Too many requests came from this network with a key that was not accepted. The right key is accepted at once; other attempts after the seconds that Retry-After names.");
            return null;
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        await ProblemAsync(http, 401, "Key not accepted", "Send the subscriber's key as a bearer token. It begins with pevt_, and ends when it is replaced or its subscriber is removed.");
        return null;
    }

    private static bool TryNumber(string? text, int otherwise, int least, int most, out int number)
    {
        number = otherwise;
        return string.IsNullOrEmpty(text) || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }

    private static async Task ProblemAsync(HttpContext http, int status, string title, string detail)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new { title, status, detail }), http.RequestAborted);
    }
}
