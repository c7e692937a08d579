using System.Diagnostics.Metrics;

namespace Pirros.Admin.Limits;

/// <summary>Words and counts refusals: <c>pirros.limits.refused</c>, by limit.</summary>
internal sealed class LimitRefusals
{
    private static readonly Dictionary<LimitKind, (string Name, string Detail)> Words = new()
    {
        [LimitKind.Connection] = ("connection", "This connection sends more requests than are allowed. Send this one again after the seconds that Retry-After names, and fewer a second."),
        [LimitKind.Tenant] = ("tenant", "The connections of this tenant together send more requests than are allowed. Send this one again after the seconds that Retry-After names, and fewer a second."),
        [LimitKind.Waiting] = ("waiting", "Too many requests of this tenant wait for their answer. Send this one again after the seconds that Retry-After names, and fewer at once."),
        [LimitKind.Token] = ("token", "Too many requests came from this network with a token that was not accepted. Check that the URL and the secret token are those of the same connection. The right token is accepted at once; other attempts after the seconds that Retry-After names."),
    };

    private readonly long _ticksASecond;
    private readonly Counter<long> _refused;

    public LimitRefusals(TimeProvider clock, IMeterFactory meters)
    {
        _ticksASecond = clock.TimestampFrequency;
        _refused = meters.Create("Pirros.Admin").CreateCounter<long>("pirros.limits.refused", description: "Requests to the SCIM endpoint that were answered 429, by the limit that refused them.");
    }

    /// <summary>A refusal.</summary>
    /// <param name="kind">The limit.</param>
    /// <param name="wait">Ticks of the clock's timestamps until it would be let through.</param>
    public LimitRefusal Of(LimitKind kind, long wait)
    {
        var (name, detail) = Words[kind];
        _refused.Add(1, new KeyValuePair<string, object?>("limit", name));
        return new LimitRefusal((int)Math.Clamp((wait + _ticksASecond - 1) / _ticksASecond, 1, int.MaxValue), detail);
    }
}
