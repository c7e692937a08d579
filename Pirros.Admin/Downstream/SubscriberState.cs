namespace Pirros.Admin.Downstream;

/// <summary>A subscriber and how far it is.</summary>
/// <param name="Subscriber">The subscriber.</param>
/// <param name="Behind">Events that it has not got yet, at most <see cref="SubscriberService.MostCounted"/>.</param>
/// <param name="NextAt">When the next of those that wait is sent.</param>
/// <param name="RetentionDays">For how many days events are kept.</param>
public sealed record SubscriberState(Subscriber Subscriber, int Behind, DateTimeOffset? NextAt, int RetentionDays)
{
    /// <summary>What it is doing.</summary>
    public SubscriberCondition Condition => this switch
    {
        { Subscriber.PausedAt: not null } => SubscriberCondition.Paused,
        { Subscriber.Url: null } => SubscriberCondition.Fetching,
        { Subscriber.FailingSince: not null } => SubscriberCondition.Failing,
        { Behind: > 0 } => SubscriberCondition.Delivering,
        _ => SubscriberCondition.UpToDate,
    };
}

/// <summary>What a subscriber is doing.</summary>
public enum SubscriberCondition
{
    /// <summary>It has got everything.</summary>
    UpToDate,

    /// <summary>Events are on their way.</summary>
    Delivering,

    /// <summary>Attempts fail, and are repeated.</summary>
    Failing,

    /// <summary>Nothing is sent.</summary>
    Paused,

    /// <summary>It has no webhook, and asks the events API.</summary>
    Fetching,
}

/// <summary>What was issued, given out this once.</summary>
/// <param name="Subscriber">For whom.</param>
/// <param name="Key">The key for the events API, when one was made.</param>
/// <param name="SigningSecret">The secret that webhooks are signed with, when one was made.</param>
public sealed record IssuedSecrets(Subscriber Subscriber, string? Key, string? SigningSecret);
