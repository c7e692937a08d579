using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>The port to the events that were written with what SCIM changed.</summary>
public interface IOutbox
{
    /// <summary>The database's name for itself, and the transaction below which all have ended.</summary>
    ValueTask<EventHorizon> HorizonAsync(CancellationToken cancel);

    /// <summary>The tenants of which something was written by transactions from <paramref name="from"/> to before <paramref name="until"/>.</summary>
    ValueTask<IReadOnlyList<TenantId>> ChangedAsync(long from, long until, CancellationToken cancel);

    /// <summary>The next events for a subscriber, at most <paramref name="limit"/>, with where reading goes on. None is left out because its transaction ends later than that of one with a greater number.</summary>
    ValueTask<EventPage> ReadAsync(TenantId tenant, Guid subscriber, EventPosition from, int limit, CancellationToken cancel);

    /// <summary>How many events lie behind a position, at most <paramref name="most"/>.</summary>
    ValueTask<int> BehindAsync(TenantId tenant, Guid subscriber, EventPosition position, int most, CancellationToken cancel);

    /// <summary>Removes what happened before a moment, with its deliveries: the oldest of at most <paramref name="limit"/> events. Gives how many events were removed.</summary>
    Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancel);

    /// <summary>After a restore into another database server, whose transactions count from elsewhere: lets what was there before count as ended.</summary>
    Task AdoptAsync(CancellationToken cancel);
}

/// <summary>Where reading must stop.</summary>
/// <param name="Life">The database's own name for itself.</param>
/// <param name="Transaction">Every transaction below it has ended.</param>
public readonly record struct EventHorizon(string Life, long Transaction);

/// <summary>Events in order.</summary>
/// <param name="Events">The events.</param>
/// <param name="Position">Where reading goes on.</param>
/// <param name="More">Whether there are more now.</param>
public sealed record EventPage(IReadOnlyList<DirectoryEvent> Events, EventPosition Position, bool More);
