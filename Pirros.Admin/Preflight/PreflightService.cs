using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Preflight;

/// <summary>
/// Plays what an identity provider sends against a connection's own URL, over HTTP like the provider. The token of a run leads to a directory of its own, so no
/// user of the connection is touched, and all of it is removed at the end.
/// </summary>
public sealed class PreflightService(IPreflightStore store, ConnectionAccess access, IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>The name of the HTTP client.</summary>
    internal const string Client = "preflight";

    private const int LongestAnswer = 8_000;

    // Longer than a run takes, short enough that a run which was cut off leaves no door open.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Sends the requests of a sequence one after the other, each when the one before is answered. Ends after the first that can't be answered at all, or whose answer the next ones need.</summary>
    /// <param name="actor">Who runs it.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="sequence">What is sent.</param>
    /// <param name="scimUrl">The connection's SCIM URL, the one that is copied into the identity provider.</param>
    /// <param name="cancel">Ends the run; what it made is removed all the same.</param>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async IAsyncEnumerable<PreflightExchange> RunAsync(
        Actor actor, ConnectionId connection, PreflightSequence sequence, Uri scimUrl, [EnumeratorCancellation] CancellationToken cancel)
    {
        var known = await access.RequireAsync(actor, connection, cancel);
        var (token, secret) = SecretToken.New();
        var now = clock.GetUtcNow();
        var sandbox = new Sandbox(ConnectionId.New(), connection, token, now + Lifetime);
        await store.OpenAsync(sandbox, SecretToken.Hash(secret), now, AuditEntry.Of(clock, actor, known.Tenant, connection, "preflight.run", sequence.Name), cancel);
        try
        {
            var names = Names();
            using var client = clients.CreateClient(Client);
            foreach (var step in sequence.Steps)
            {
                var exchange = await SendAsync(client, step, scimUrl, secret, names, cancel);
                yield return exchange;
                if (exchange.Status is null || (exchange.Problem is not null && step.Keeps is not null))
                    yield break;
            }
        }
        finally
        {
            await store.CloseAsync(sandbox.Id, CancellationToken.None);
        }
    }

    private static Dictionary<string, string> Names()
    {
        var run = Guid.CreateVersion7().ToString("N")[^12..];
        return new()
        {
            ["name"] = $"preflight-{run}@preflight.invalid",
            ["team"] = $"Pre-flight {run}",
            ["nobody"] = Guid.CreateVersion7().ToString(),
        };
    }

    private static async Task<PreflightExchange> SendAsync(HttpClient client, PreflightStep step, Uri scimUrl, string secret, Dictionary<string, string> names, CancellationToken cancel)
    {
        var (path, body) = (Fill(step.Path, names), step.Body is null ? null : Fill(step.Body, names));
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(new HttpMethod(step.Method), new Uri($"{scimUrl.ToString().TrimEnd('/')}{Escape(path)}"));
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
            using var response = await client.SendAsync(request, cancel);
            var answer = await response.Content.ReadAsStringAsync(cancel);
            var problem = (int)response.StatusCode == step.Expected ? Judge(step, answer, names) : PreflightTexts.FormatAnswerMustBe(step.Expected, (int)response.StatusCode);
            return new PreflightExchange(step, path, body, (int)response.StatusCode, Stopwatch.GetElapsedTime(started), answer.Length > LongestAnswer ? $"{answer[..LongestAnswer]}…" : answer, problem);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            var why = error is HttpRequestException { HttpRequestError: var kind } ? Unreached(kind) : PreflightTexts.NoAnswerIn;
            return new PreflightExchange(step, path, body, null, Stopwatch.GetElapsedTime(started), "", PreflightTexts.FormatCouldNotReach(scimUrl.Host, why));
        }
    }

    private static string? Judge(PreflightStep step, string answer, Dictionary<string, string> names)
    {
        if (step.Keeps is null && step.Check is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(answer);
            if (step.Keeps is { } name)
            {
                if (!document.RootElement.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
                    return PreflightTexts.MustHoldId;
                names[name] = id.GetString()!;
            }

            return step.Check?.Invoke(document.RootElement);
        }
        catch (JsonException)
        {
            return PreflightTexts.NoJson;
        }
    }

    private static string Unreached(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => PreflightTexts.DnsUnknown,
        HttpRequestError.SecureConnectionError => PreflightTexts.CertificateRefused,
        HttpRequestError.ConnectionError => PreflightTexts.ConnectionRefused,
        _ => PreflightTexts.ConnectionBroke,
    };

    private static string Fill(string text, Dictionary<string, string> names)
    {
        foreach (var (name, value) in names)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }

    private static string Escape(string path) => path.Replace(" ", "%20", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);
}
