using System.Collections.Concurrent;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>Keeps the newest use of each token in memory and writes them together every second, so that a use costs no write of its own.</summary>
public sealed partial class TokenUseRecorder(ITokenStore store, TimeProvider clock, ILogger<TokenUseRecorder> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private const int MaximumUserAgent = 200;
    private readonly ConcurrentDictionary<(ConnectionId, TokenId), TokenUse> _newest = new();

    /// <summary>Notes a use.</summary>
    public void Record(TokenGrant grant, string? address, string? userAgent)
        => _newest[(grant.Connection, grant.Token)] = new TokenUse(
            clock.GetUtcNow(),
            address,
            userAgent is { Length: > MaximumUserAgent } ? userAgent[..MaximumUserAgent] : userAgent);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was noted since the last tick is still written.
        }

        await WriteAsync(CancellationToken.None);
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        var uses = new List<(ConnectionId, TokenId, TokenUse)>();
        foreach (var ((connection, token), use) in _newest.ToArray())
        {
            // Only what was read is removed: a use noted meanwhile stays for the next tick.
            if (_newest.TryRemove(KeyValuePair.Create((connection, token), use)))
                uses.Add((connection, token, use));
        }

        if (uses.Count == 0)
            return;
        try
        {
            await store.RecordUsesAsync(uses, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Lost(error, uses.Count);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The last use of {Count} tokens could not be written; the next use of each will be")]
    private partial void Lost(Exception error, int count);
}
