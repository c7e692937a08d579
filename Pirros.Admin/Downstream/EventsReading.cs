using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.Downstream;

/// <summary>What the events API does, without HTTP.</summary>
internal sealed class EventsReading(ISubscriberStore subscribers, IOutbox outbox, ReceiptRelay receipts, OutboxSignal signal, IOptions<DownstreamOptions> options, SettledClock settled, TimeProvider clock)
{
    private const int MostWaiting = 100;
    private const int LongestCursor = 200;
    private const int Reviewed = 500;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SeenAgain = TimeSpan.FromMinutes(1);
    private int _waiting;

    /// <summary>Whose key it is; null when it is nobody's.</summary>
    public async ValueTask<Subscriber?> AuthenticateAsync(string key, CancellationToken cancel)
    {
        if (!EventsKey.IsWellFormed(key) || await subscribers.FindByKeyAsync(EventsKey.IdOf(key), clock.GetUtcNow(), cancel) is not var (subscriber, hash))
            return null;
        return CryptographicOperations.FixedTimeEquals(hash, EventsKey.Hash(key)) ? subscriber : null;
    }

    /// <summary>The position in a cursor; null when it is none that was ever given.</summary>
    public static EventPosition? Decode(string cursor)
    {
        if (cursor.Length > LongestCursor || !Base64Url.IsValid(cursor))
            return null;
        return EventPosition.TryParse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)), out var position) ? position : null;
    }

    /// <summary>A position as clients get it.</summary>
    public static string Encode(EventPosition position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position.ToString()));

    /// <summary>The next events behind a position, or from the oldest that is kept. Null when what lies behind the position may have been removed.</summary>
    /// <param name="subscriber">For whom.</param>
    /// <param name="from">The position that it shows; what lies before it, it has.</param>
    /// <param name="limit">The most events.</param>
    /// <param name="wait">How long to wait for one when there is none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<EventPage?> ReadAsync(Subscriber subscriber, EventPosition? from, int limit, TimeSpan wait, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var horizon = await outbox.HorizonAsync(cancel);
        if (from is { } shown)
        {
            // A cursor of another life counts transactions that are not this database's.
            if (shown.Life != horizon.Life || shown.At < settled.GetUtcNow() - TimeSpan.FromDays(options.Value.RetentionDays))
                return null;
            await NoteAsync(subscriber, shown, now, cancel);
        }

        var position = from ?? new EventPosition(horizon.Life, 0, 0, 0, now);
        var until = now + wait;

        // When many wait already, one more is answered at once and asks again.
        var counted = wait > TimeSpan.Zero;
        var waits = counted && Interlocked.Increment(ref _waiting) <= MostWaiting;
        try
        {
            while (true)
            {
                var next = signal.Next;
                var page = await outbox.ReadAsync(subscriber.Tenant, subscriber.Id, position, limit, cancel);
                if (page.Events.Count > 0 || !waits || clock.GetUtcNow() >= until)
                    return page;
                signal.IsWanted = true;
                await Task.Delay(AtLeast, clock, cancel);
                var left = until - clock.GetUtcNow();
                if (left > TimeSpan.Zero)
                    await Task.WhenAny(next, Task.Delay(left < Look ? left : Look, clock, cancel));
                cancel.ThrowIfCancellationRequested();
                position = page.Position;
            }
        }
        finally
        {
            if (counted)
                Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Whoever shows a cursor has got what lies before it.</summary>
    private async Task NoteAsync(Subscriber subscriber, EventPosition shown, DateTimeOffset now, CancellationToken cancel)
    {
        var known = subscriber.Fetched ?? subscriber.Position;
        var moved = (shown.From, shown.Number) != (known.From, known.Number);
        if (!moved && subscriber.FetchedAt > now - SeenAgain)
            return;
        if (moved && subscriber.Url is null && known.Life == shown.Life)
            await PassReceiptsAsync(subscriber, known, shown, now, cancel);
        await subscribers.RecordFetchAsync(subscriber.Tenant, subscriber.Id, shown, now, cancel);
    }

    private async Task PassReceiptsAsync(Subscriber subscriber, EventPosition known, EventPosition shown, DateTimeOffset now, CancellationToken cancel)
    {
        EventPage page;
        do
        {
            page = await outbox.ReadAsync(subscriber.Tenant, subscriber.Id, known, Reviewed, cancel);
            foreach (var happened in page.Events)
            {
                if (!shown.Covers(happened.Transaction, happened.Number))
                    return;
                await receipts.PassAsync(subscriber.Tenant, subscriber.Id, happened, now, cancel);
            }

            known = page.Position;
        }
        while (page.More);
    }
}
