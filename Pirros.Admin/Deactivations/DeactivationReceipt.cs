namespace Pirros.Admin.Deactivations;

/// <summary>That somebody was deactivated: when it was asked for, when it was so, and when the products behind knew.</summary>
/// <param name="Id">Names it: that of the change.</param>
/// <param name="UserId">The user. Who that is the directory tells, while it has the user.</param>
/// <param name="ReceivedAt">When the request that was carried out arrived at the endpoint, in UTC.</param>
/// <param name="BlockedAt">When it was written, just before the commit after which every answer says that the user is inactive.</param>
/// <param name="DeliveredAt">When every product that is connected had taken it; null while one has not, or none is connected.</param>
/// <param name="Deleted">Whether the user was deleted instead.</param>
/// <param name="Beyond">Whether it went beyond what is usual.</param>
public sealed record DeactivationReceipt(Guid Id, string UserId, DateTimeOffset ReceivedAt, DateTimeOffset BlockedAt, DateTimeOffset? DeliveredAt, bool Deleted, bool Beyond)
{
    /// <summary>When the provider first asked for it, if it waited for a person then: <see cref="ReceivedAt"/> is the try that was carried out. Null when it did not wait.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Its place in the order of time.</summary>
    public ReceiptPlace Place => new(BlockedAt, Id);
}

/// <summary>A place between receipts.</summary>
/// <param name="BlockedAt">The time of the receipt there.</param>
/// <param name="Id">Its id.</param>
public readonly record struct ReceiptPlace(DateTimeOffset BlockedAt, Guid Id);

/// <summary>Which receipts are wanted, newest first.</summary>
/// <param name="From">Blocked then or later.</param>
/// <param name="Until">Blocked before.</param>
/// <param name="Behind">Older than the one there; null for the newest.</param>
/// <param name="Count">At most so many.</param>
/// <param name="OnlyBeyond">Only those beyond the usual.</param>
public sealed record ReceiptQuery(DateTimeOffset From, DateTimeOffset Until, ReceiptPlace? Behind = null, int Count = 50, bool OnlyBeyond = false)
{
    /// <summary>The most on one page.</summary>
    public const int MostOnPage = 500;
}

/// <summary>A period in figures. All are exact: the median is the time that half of the people did not have to wait longer for, p95 the one for 95 of 100 (nearest rank).</summary>
/// <param name="People">How many deactivations.</param>
/// <param name="BlockedMedian">From receipt to block; null when there is none.</param>
/// <param name="BlockedP95">The same for 95 of 100.</param>
/// <param name="Delivered">How many are delivered.</param>
/// <param name="DeliveredMedian">Of these, from receipt to delivery; null when there is none.</param>
/// <param name="DeliveredP95">The same for 95 of 100.</param>
public sealed record ReceiptFigures(long People, TimeSpan? BlockedMedian, TimeSpan? BlockedP95, long Delivered, TimeSpan? DeliveredMedian, TimeSpan? DeliveredP95);
