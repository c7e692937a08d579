using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>
/// Reads each provider's metadata again once a day, and warns before the last certificate of a connection ends. Of several instances one does it for each connection: whoever has moved on the
/// time of reading, or the days that were warned about, in the settings.
/// </summary>
internal sealed partial class MetadataWatch(ISamlStore store, IConnectionStore connections, MetadataDownload download, SamlMetrics metrics, TimeProvider clock, ILogger<MetadataWatch> log) : BackgroundService
{
    /// <summary>How often is looked for what is due.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    /// <summary>How old metadata gets before it is read again.</summary>
    public static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    private const int AtOnce = 100;
    private const int LongestTarget = 400;

    /// <summary>Looks once: warns, and reads what is due.</summary>
    internal async Task LookAsync(CancellationToken cancel)
    {
        // First what nobody outside can delay.
        await WarnAsync(cancel);
        var before = clock.GetUtcNow() - Daily;
        while (await store.MetadataDueAsync(before, AtOnce, cancel) is { Count: > 0 } due)
        {
            foreach (var (connection, url) in due)
            {
                if (await ClaimAsync(connection, url, before, cancel))
                    await ReadAsync(connection, url, cancel);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
                await TryLookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task TryLookAsync(CancellationToken cancel)
    {
        try
        {
            await LookAsync(cancel);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            NotLooked(error);
        }
    }

    /// <summary>Moves the time of reading on; false when another instance has, or the URL is another by now.</summary>
    private async Task<bool> ClaimAsync(ConnectionId connection, string url, DateTimeOffset before, CancellationToken cancel)
    {
        var claimed = false;
        await store.ChangeAsync(
            connection,
            now =>
            {
                claimed = now?.MetadataUrl == url && (now.MetadataReadAt is null || now.MetadataReadAt < before);
                return claimed ? now! with { MetadataReadAt = clock.GetUtcNow() } : now;
            },
            null,
            cancel);
        return claimed;
    }

    private async Task ReadAsync(ConnectionId connection, string url, CancellationToken cancel)
    {
        try
        {
            var read = ProviderMetadata.Read(await download.ReadAsync(url, cancel), clock.GetUtcNow());
            while (!await TryTakeAsync(connection, url, read, cancel))
            {
                // Somebody changed the settings in between: what is news is told from those.
            }
        }
        catch (Exception error) when (error is RefusedException or SamlException)
        {
            var fault = error is SamlException wrong ? wrong.Fault : SamlFault.MetadataUnreachable;
            metrics.CountFailure(fault);
            NotRead(connection, fault);
            await store.ChangeAsync(connection, now => now?.MetadataUrl == url ? now with { MetadataFault = fault } : now, null, cancel);
        }
    }

    private async Task<bool> TryTakeAsync(ConnectionId connection, string url, ProviderMetadata read, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await store.FindAsync(connection, cancel) is not { } settings || settings.MetadataUrl != url || await connections.FindAsync(connection, cancel) is not { } owner)
            return true;
        var news = MetadataNews.Of(settings, read, now);
        var said = Said(news);
        var audit = said is null ? null : AuditEntry.Of(clock, Actor.Installation, owner.Tenant, connection, said.Value.Action, said.Value.Target);
        try
        {
            await store.ChangeAsync(
                connection,
                current => current?.MetadataUrl != url ? throw new MovedException() : MetadataNews.Of(current, read, now) is var again && Said(again) == said ? again.After : throw new MovedException(),
                audit,
                cancel);
        }
        catch (MovedException)
        {
            return false;
        }

        if (said is not null)
            News(connection, said.Value.Action);
        return true;
    }

    /// <summary>What the audit says; null for nothing new.</summary>
    private static (string Action, string Target)? Said(MetadataNews news)
    {
        var target = string.Join(' ', new[] { news.Differs }.Concat(news.Offered).OfType<string>());
        if (target.Length == 0)
            return null;
        return (news.Differs is null ? "saml.certificate.offer" : "saml.metadata.differ", target.Length <= LongestTarget ? target : target[..LongestTarget]);
    }

    private async Task WarnAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? soonest = null;
        foreach (var (connection, settings) in await EndingAsync(now, cancel))
        {
            if (await connections.FindAsync(connection, cancel) is not { Enabled: true } owner)
                continue;
            soonest ??= settings.Lasting!.NotAfter;
            await WarnAsync(owner, settings, now, cancel);
        }

        metrics.SetCertificateEnd(soonest);
    }

    /// <summary>All whose last certificate ends within 90 days. Any number may end at one moment, so there is no page after a page; there is a larger one.</summary>
    private async Task<IReadOnlyList<(ConnectionId Connection, SamlSettings Settings)>> EndingAsync(DateTimeOffset now, CancellationToken cancel)
    {
        for (var count = AtOnce; ; count *= 2)
        {
            var ending = await store.EndingAsync(now, now + ExpiryNotice.First + TimeSpan.FromTicks(1), count, cancel);
            if (ending.Count < count)
                return ending;
        }
    }

    private async Task WarnAsync(Connection owner, SamlSettings settings, DateTimeOffset now, CancellationToken cancel)
    {
        var lasting = settings.Lasting!;
        if (ExpiryNotice.StageAt(lasting.NotAfter, now) is not { } days || settings.WarnedDays <= days)
            return;
        var audit = AuditEntry.Of(clock, Actor.Installation, owner.Tenant, owner.Id, "saml.certificate.end", FormattableString.Invariant($"{lasting.Thumbprint} {lasting.NotAfter:yyyy-MM-dd}"));
        try
        {
            await store.ChangeAsync(
                owner.Id,
                current => current?.Lasting?.Thumbprint == lasting.Thumbprint && !(current.WarnedDays <= days) ? current with { WarnedDays = days } : throw new MovedException(),
                audit,
                cancel);
        }
        catch (MovedException)
        {
            // Another instance has said it, or there is another certificate by now.
            return;
        }

        Ends(lasting.NotAfter - now <= ExpiryNotice.Urgent ? LogLevel.Warning : LogLevel.Information, owner.Id, days, lasting.NotAfter);
    }

    [LoggerMessage(LogLevel.Warning, "Metadata and certificates could not be looked at; it is tried again in a quarter of an hour")]
    private partial void NotLooked(Exception error);

    [LoggerMessage(LogLevel.Warning, "The metadata of connection {Connection} could not be used ({Fault}); what is trusted stays, and it is read again tomorrow")]
    private partial void NotRead(ConnectionId connection, SamlFault fault);

    [LoggerMessage(LogLevel.Information, "The metadata of connection {Connection} has news that a person has to look at: {Action}")]
    private partial void News(ConnectionId connection, string action);

    [LoggerMessage("The last signing certificate of connection {Connection} ends within {Days} days, at {End:u}. Nobody can sign in after that.")]
    private partial void Ends(LogLevel level, ConnectionId connection, int days, DateTimeOffset end);

    /// <summary>The settings are others than those that were looked at, so nothing is written.</summary>
    private sealed class MovedException : Exception;
}
