using System.Diagnostics.Metrics;

namespace Pirros.Admin.Downstream;

/// <summary>What operators watch: <c>pirros.downstream.deliveries</c> by outcome, <c>pirros.downstream.oldest</c> in seconds, <c>pirros.downstream.paused</c>.</summary>
internal sealed class DownstreamMetrics
{
    private readonly Counter<long> _deliveries;

    public DownstreamMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Pirros.Admin");
        _deliveries = meter.CreateCounter<long>("pirros.downstream.deliveries", description: "Attempts to deliver an event to a webhook, by outcome.");
        meter.CreateObservableGauge("pirros.downstream.oldest", () => OldestSeconds, "s", "Age of the oldest event that waits for a webhook which is not paused.");
        meter.CreateObservableGauge("pirros.downstream.paused", () => Paused, description: "Subscribers whose webhook is paused.");
    }

    /// <summary>Age of the oldest event that waits; 0 when none does.</summary>
    public double OldestSeconds { get; set; }

    /// <summary>Subscribers that are paused.</summary>
    public long Paused { get; set; }

    public void Count(DeliveryOutcome outcome) => _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
    {
        DeliveryOutcome.Delivered => "delivered",
        DeliveryOutcome.Refused => "refused",
        DeliveryOutcome.Gone => "gone",
        DeliveryOutcome.TimedOut => "timed_out",
        DeliveryOutcome.Unreachable => "unreachable",
        _ => "forbidden",
    }));
}
