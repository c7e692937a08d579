namespace Pirros.Admin.Downstream;

/// <summary>An event that waits to be sent to a webhook.</summary>
/// <param name="Event">The event.</param>
/// <param name="Attempts">How often it was sent already, over all replays.</param>
/// <param name="Failures">How often it failed since it was last to be delivered anew.</param>
public sealed record Delivery(DirectoryEvent Event, int Attempts, int Failures);

/// <summary>How an attempt ended.</summary>
public enum DeliveryOutcome
{
    /// <summary>Answered with a status of 2xx.</summary>
    Delivered,

    /// <summary>Answered with another status.</summary>
    Refused,

    /// <summary>Answered 410: nothing more is wanted.</summary>
    Gone,

    /// <summary>Not answered in time.</summary>
    TimedOut,

    /// <summary>Not reached.</summary>
    Unreachable,

    /// <summary>Its name leads to an address that nothing is sent to.</summary>
    Forbidden,
}

/// <summary>One attempt.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Status">The status of the answer, when there was one.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Answer">The first characters of the answer, or what went wrong.</param>
/// <param name="RetryAfter">How long the answer asked to wait.</param>
public sealed record DeliveryAttempt(DeliveryOutcome Outcome, int? Status, TimeSpan Duration, string? Answer, TimeSpan? RetryAfter = null);

/// <summary>An attempt as people see it.</summary>
/// <param name="Id">Names it; the later has the greater.</param>
/// <param name="At">When.</param>
/// <param name="Number">The event's number.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Subject">The id of the user or group.</param>
/// <param name="Name">What it is called; masked for support.</param>
/// <param name="Attempt">The how manieth attempt of this event, from 1.</param>
/// <param name="Made">How it ended.</param>
/// <param name="NextAt">When it is tried again; null when it is not.</param>
public sealed record AttemptRecord(Guid Id, DateTimeOffset At, long Number, Guid EventId, string Type, string Subject, string? Name, int Attempt, DeliveryAttempt Made, DateTimeOffset? NextAt)
{
    /// <summary>Whether it is about a person; groups are none.</summary>
    public bool IsOfUser => Type.StartsWith("user.", StringComparison.Ordinal);
}
