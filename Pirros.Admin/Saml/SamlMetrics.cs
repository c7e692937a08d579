using System.Diagnostics.Metrics;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>What operators watch: <c>pirros.saml.certificate_ends</c> in seconds, <c>pirros.saml.metadata_failures</c> by fault.</summary>
internal sealed class SamlMetrics
{
    private readonly Counter<long> _failures;
    private long _endsAt;

    public SamlMetrics(IMeterFactory meters, TimeProvider clock)
    {
        var meter = meters.Create("Pirros.Admin");
        _failures = meter.CreateCounter<long>("pirros.saml.metadata_failures", description: "Daily readings of a provider's metadata that failed, by what was wrong.");
        meter.CreateObservableGauge<double>(
            "pirros.saml.certificate_ends",
            () => Interlocked.Read(ref _endsAt) is > 0 and var end ? [new Measurement<double>((end - clock.GetUtcNow().UtcTicks) / (double)TimeSpan.TicksPerSecond)] : [],
            "s",
            "Time until the first connection has no valid signing certificate any more; nothing while that is more than 90 days away.");
    }

    /// <summary>Sets when the first connection has no valid certificate any more; null when that is far away.</summary>
    public void SetCertificateEnd(DateTimeOffset? end) => Interlocked.Exchange(ref _endsAt, end?.UtcTicks ?? 0);

    public void CountFailure(SamlFault fault) => _failures.Add(1, new KeyValuePair<string, object?>("fault", fault.ToString()));
}
