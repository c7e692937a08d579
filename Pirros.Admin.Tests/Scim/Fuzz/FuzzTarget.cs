using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Tests.Scim.Fuzz;

/// <summary>A connection that requests are thrown at, and what must hold of each answer.</summary>
internal sealed class FuzzTarget : IDisposable
{
    // Says only that something hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] ScimTypes = ["invalidFilter", "tooMany", "uniqueness", "mutability", "invalidSyntax", "invalidPath", "noTarget", "invalidValue", "invalidVers", "sensitive", "invalidCursor", "expiredCursor", "invalidCount"];

    private readonly TestApp _app;
    private readonly TestConnection _connection;
    private readonly DirectoryDigest _digest;
    private string _before;

    private FuzzTarget(TestApp app, TestConnection connection)
    {
        (_app, _connection) = (app, connection);
        _digest = new DirectoryDigest(app.DatabaseFile, connection.Connection.Id.Value);
        _before = _digest.Read();
    }

    /// <summary>How many requests were answered with each status.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    public static async Task<FuzzTarget> MakeAsync(TestApp app) => new(app, await app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}"));

    /// <summary>Sends a request and checks everything; gives what is wrong, or null.</summary>
    public async Task<string?> TryAsync(FuzzRequest request)
    {
        var (user, group) = (_digest.First("User") ?? "none", _digest.First("Group") ?? "none");
        var sent = request with
        {
            Path = Known(request.Path),
            Query = request.Query.Replace(Uri.EscapeDataString(NastyJson.User), user, StringComparison.Ordinal),
            Body = request.Body is null ? null : System.Text.Encoding.Latin1.GetBytes(Known(System.Text.Encoding.Latin1.GetString(request.Body))),
        };
        using var timer = new CancellationTokenSource(Patience);
        HttpContext http;
        string text;
        try
        {
            http = await _app.Server.SendAsync(context => Fill(context, sent), timer.Token).WaitAsync(Patience);
            using var reader = new StreamReader(http.Response.Body);
            text = await reader.ReadToEndAsync(timer.Token).WaitAsync(Patience);
        }
        catch (Exception error) when (error is OperationCanceledException or TimeoutException)
        {
            return $"no answer within {Patience.TotalSeconds} seconds";
        }

        var status = http.Response.StatusCode;
        Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
        if (Wrong(http.Response, request.Method, text) is { } wrong)
            return $"{wrong}\nanswered {status}: {text}";
        var after = _digest.Read();
        var changed = after != _before;
        _before = after;
        return changed && (status >= 400 || IsReading(sent)) ? $"answered {status}, and the directory is not what it was: {text}" : null;

        string Known(string part) => part.Replace(NastyJson.User, user, StringComparison.Ordinal).Replace(NastyJson.Group, group, StringComparison.Ordinal);
    }

    /// <summary>Waits until the activity of everything that was sent is written.</summary>
    public async Task SettleAsync()
    {
        using var written = new SemaphoreSlim(0);
        using var listening = _app.Get<ActivityFeed>().Listen(_connection.Connection.Id, () => written.Release());
        using var client = _app.ScimClient(_connection);
        (await client.GetAsync(new Uri("Users?filter=userName%20eq%20%22the%20last%20of%20all%22", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        while (!(await _app.Get<IActivityStore>().LatestAsync(_connection.Connection.Id, 1, TestContext.Current.CancellationToken)).Any(record => record.Path.Contains("the last of all", StringComparison.Ordinal)))
            Assert.True(await written.WaitAsync(Patience), "The activity is not written.");
    }

    public void Dispose() => _digest.Dispose();

    private void Fill(HttpContext context, FuzzRequest request)
    {
        var asked = context.Request;
        asked.Scheme = "http";
        asked.Host = new HostString("localhost");
        asked.Method = request.Method;
        asked.Path = new PathString($"/scim/v2/connections/{_connection.Connection.Id}/{request.Path}");
        asked.QueryString = new QueryString(request.Query);
        asked.Headers[HeaderNames.Authorization] = $"Bearer {_connection.Secret}";
        foreach (var (name, value) in request.Headers)
            asked.Headers[name] = value;
        if (request.Body is null)
            return;
        asked.Body = new MemoryStream(request.Body);
        asked.ContentLength = request.Body.Length;
    }

    private static string? Wrong(HttpResponse response, string method, string text)
    {
        if (response.StatusCode >= 500 && response.StatusCode != 501)
            return "a failure of the server";
        if (method == "HEAD")
            return text.Length == 0 ? null : "HEAD with a body";
        if (response.StatusCode is 204 or 304)
            return text.Length == 0 ? null : "a body where there must be none";
        if (response.ContentType != "application/scim+json")
            return response.ContentType == "text/html; charset=utf-8" ? null : $"media type {response.ContentType}";
        JsonElement body;
        try
        {
            body = JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return "no JSON";
        }

        if (response.StatusCode >= 400)
            return WrongError(body, response.StatusCode);
        return body.TryGetProperty("Operations", out var operations)
            ? operations.EnumerateArray().Where(o => o.TryGetProperty("response", out _) && o.GetProperty("status").GetString()![0] > '3').Select(o => WrongError(o.GetProperty("response"), int.Parse(o.GetProperty("status").GetString()!, null))).FirstOrDefault(wrong => wrong is not null)
            : null;
    }

    private static string? WrongError(JsonElement error, int status)
    {
        if (status >= 500 && status != 501)
            return "a failure of the server";
        if (error.GetProperty("schemas")[0].GetString() != "urn:ietf:params:scim:api:messages:2.0:Error" || error.GetProperty("status").GetString() != $"{status}")
            return "no SCIM error";
        if (error.TryGetProperty("scimType", out var type) && !ScimTypes.Contains(type.GetString()))
            return "a scimType that is none";
        var detail = error.GetProperty("detail").GetString();
        return string.IsNullOrWhiteSpace(detail) || detail.Length > 1_500 ? "no detail, or one that nobody reads" : null;
    }

    private static bool IsReading(FuzzRequest request) => request.Method is "GET" or "HEAD" || request.Path.EndsWith(".search", StringComparison.Ordinal);
}
