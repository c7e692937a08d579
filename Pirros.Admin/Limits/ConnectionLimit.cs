namespace Pirros.Admin.Limits;

/// <summary>What one connection may do on this instance.</summary>
internal sealed class ConnectionLimit(LimitSettings settings, TenantLimit tenant)
{
    /// <summary>The tenant that it belongs to.</summary>
    public TenantLimit Tenant => tenant;

    public Bucket Requests { get; } = new(settings.Connection);

    /// <summary>Refusals that the activity tells of.</summary>
    public Bucket Recorded { get; } = new(settings.Recorded);

    /// <summary>Whether a new one would be the same.</summary>
    public bool IsIdle(long now) => Requests.IsFull(now) && Recorded.IsFull(now) && tenant.IsIdle(now);
}
