using Microsoft.Extensions.Options;

namespace Pirros.Admin.Limits;

/// <summary>The options in the clock's ticks.</summary>
internal sealed class LimitSettings(IOptions<LimitsOptions> options, TimeProvider clock)
{
    // A client that does not heed Retry-After would fill the activity, and push that of others out of its queue.
    private const int RecordedASecond = 5;

    private LimitsOptions Options => options.Value;

    public Allowance Connection { get; } = Allowance.Of(clock, options.Value.RequestsPerSecond, TimeSpan.FromSeconds(1), options.Value.Burst);

    public Allowance Tenant { get; } = Allowance.Of(clock, options.Value.TenantRequestsPerSecond, TimeSpan.FromSeconds(1), options.Value.TenantBurst);

    public Allowance WrongTokens { get; } = Allowance.Of(clock, options.Value.WrongTokensPerMinute, TimeSpan.FromMinutes(1), options.Value.WrongTokensPerMinute);

    public Allowance WrongTokensOfNetwork { get; } = Allowance.Of(clock, options.Value.WrongTokensPerMinuteOfNetwork, TimeSpan.FromMinutes(1), options.Value.WrongTokensPerMinuteOfNetwork);

    /// <summary>Refusals of one connection that the activity tells of.</summary>
    public Allowance Recorded { get; } = Allowance.Of(clock, RecordedASecond, TimeSpan.FromSeconds(1), RecordedASecond);

    public int AtOnce => Options.TenantRequestsAtOnce;

    public int LongAtOnce => Math.Min(Options.TenantRequestsAtOnce, Options.TenantLongRequestsAtOnce ?? Environment.ProcessorCount);

    public int Waiting => Options.TenantRequestsWaiting;
}
