using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>Somebody behind this product whom a tenant's events reach: by the events API, and by a webhook where there is one.</summary>
/// <param name="Tenant">Whose events.</param>
/// <param name="Id">Names it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CreatedAt">When it was made; it gets what happens from then on.</param>
/// <param name="CreatedBy">By whom.</param>
public sealed record Subscriber(TenantId Tenant, Guid Id, string Name, DateTimeOffset CreatedAt, string CreatedBy)
{
    /// <summary>The public part of its key for the events API.</summary>
    public required string KeyId { get; init; }

    /// <summary>Until when the key before that one works; null when there is none.</summary>
    public DateTimeOffset? FormerKeyEndsAt { get; init; }

    /// <summary>Where webhooks go; null when there are none.</summary>
    public string? Url { get; init; }

    /// <summary>The signing secret, encrypted.</summary>
    internal string? Secret { get; init; }

    /// <summary>The one before it, encrypted; it signs too until <see cref="FormerSecretEndsAt"/>.</summary>
    internal string? FormerSecret { get; init; }

    /// <summary>Until when the secret before this one signs as well.</summary>
    public DateTimeOffset? FormerSecretEndsAt { get; init; }

    /// <summary>Up to where deliveries are made of events.</summary>
    public EventPosition Position { get; init; }

    /// <summary>Since when nothing is sent to it.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Why.</summary>
    public PauseReason? PausedFor { get; init; }

    /// <summary>Since when every attempt has failed.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>How many those are.</summary>
    public long Failures { get; init; }

    /// <summary>Until when nothing is sent, because all of it failed.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>When it last asked the events API.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>What it has shown to have read there.</summary>
    public EventPosition? Fetched { get; init; }
}
