using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>Says once a day in the log which connections will be without a token, from 90 days before.</summary>
public sealed partial class TokenExpiryWatch(ITokenStore store, TimeProvider clock, ILogger<TokenExpiryWatch> log) : BackgroundService
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Daily, clock);
        try
        {
            do
                await LookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var now = clock.GetUtcNow();
            foreach (var (connection, end) in await store.EndingAsync(now, now + ExpiryNotice.First, cancel))
            {
                var (level, days) = (end - now <= ExpiryNotice.Urgent ? LogLevel.Warning : LogLevel.Information, ExpiryNotice.StageAt(end, now));
                Ends(level, connection, days, end);
            }
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            NotLooked(error);
        }
    }

    [LoggerMessage("The last token of connection {Connection} ends within {Days} days, at {End:u}. Rotate it before then.")]
    private partial void Ends(LogLevel level, ConnectionId connection, int? days, DateTimeOffset end);

    [LoggerMessage(LogLevel.Warning, "Which tokens end soon could not be read; it is tried again tomorrow")]
    private partial void NotLooked(Exception error);
}
