using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.Downstream;

/// <summary>Sends one event to one webhook, signed after Standard Webhooks 1.0. Follows no redirect, keeps no cookie, reads little of the answer and believes none of it.</summary>
internal sealed class WebhookSender : IDisposable
{
    private const int MostOfAnswer = 500;
    private const int Gone = 410;

    private readonly HttpClient _client;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeout;

    public WebhookSender(OutboundAddress addresses, IOptions<DownstreamOptions> options, TimeProvider clock)
    {
        (_clock, _timeout) = (clock, TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        _client = new HttpClient(addresses.Handler()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends; whatever goes wrong there is how the attempt ended.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="secrets">What signs: one, or two while a rotation is under way.</param>
    /// <param name="happened">The event.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<DeliveryAttempt> SendAsync(string url, IReadOnlyList<string> secrets, DirectoryEvent happened, CancellationToken cancel)
    {
        var started = _clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(_timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            var body = EventPayload.Body(happened);
            var now = _clock.GetUtcNow();
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            request.Headers.TryAddWithoutValidation("User-Agent", "Pirros-Webhooks/1");
            request.Headers.TryAddWithoutValidation("webhook-id", happened.PublicId);
            request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', secrets.Select(secret => WebhookSecret.Sign(secret, happened.PublicId, now, body))));
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await ReadAsync(response, either.Token);
            var status = (int)response.StatusCode;
            var outcome = status is >= 200 and < 300 ? DeliveryOutcome.Delivered : status == Gone ? DeliveryOutcome.Gone : DeliveryOutcome.Refused;
            return new DeliveryAttempt(outcome, status, _clock.GetElapsedTime(started), answer, RetryAfter(response));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return Failed(DeliveryOutcome.TimedOut, null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return error.InnerException is ForbiddenAddressException forbidden
                ? Failed(DeliveryOutcome.Forbidden, forbidden.Message)
                : Failed(DeliveryOutcome.Unreachable, error.InnerException?.Message ?? error.Message);
        }

        DeliveryAttempt Failed(DeliveryOutcome outcome, string? message) => new(outcome, null, _clock.GetElapsedTime(started), Plain(message));
    }

    public void Dispose() => _client.Dispose();

    private TimeSpan? RetryAfter(HttpResponseMessage response)
        => response.Headers.RetryAfter is not { } asked ? null : asked.Delta ?? (asked.Date is { } date ? date - _clock.GetUtcNow() : null);

    // The status is the answer. What follows is for people to read, so an answer that ends in the middle of it is one all the same.
    private static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancel);
            var bytes = new byte[MostOfAnswer];
            var length = await stream.ReadAtLeastAsync(bytes, MostOfAnswer, throwOnEndOfStream: false, cancel);
            return Plain(Encoding.UTF8.GetString(bytes, 0, length));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Plain(error.Message);
        }
    }

    /// <summary>Text without what can't be seen, shortened; null when there is none.</summary>
    private static string? Plain(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var seen = string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) || rune.Value is '\n' or '\t').Select(rune => rune.ToString())).Trim();
        return seen.Length <= MostOfAnswer ? seen : seen[..MostOfAnswer];
    }
}
