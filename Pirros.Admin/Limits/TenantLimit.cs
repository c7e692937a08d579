namespace Pirros.Admin.Limits;

/// <summary>What one tenant may do on this instance.</summary>
internal sealed class TenantLimit(LimitSettings settings)
{
    /// <summary>Requests.</summary>
    public Bucket Requests { get; } = new(settings.Tenant);

    /// <summary>Requests that are worked on.</summary>
    public Places Places { get; } = new(settings.AtOnce, settings.Waiting);

    /// <summary>Those of them that take a processor for long. They wait within their places, so not more of them than there are of those.</summary>
    public Places LongPlaces { get; } = new(settings.LongAtOnce);

    /// <summary>Whether nobody is here and nothing is owed, so that a new one would be the same.</summary>
    public bool IsIdle(long now) => Places.AreFree && Requests.IsFull(now);
}
