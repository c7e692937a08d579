using System.Diagnostics.Metrics;

namespace Pirros.Admin.Deactivations;

/// <summary>Counts what became of deactivations: <c>pirros.deactivations</c>, by outcome. Each try of a held one counts.</summary>
public sealed class DeactivationMetrics
{
    private readonly Counter<long> _deactivations;

    /// <summary>Makes the counter.</summary>
    public DeactivationMetrics(IMeterFactory meters)
        => _deactivations = meters.Create("Pirros.Admin").CreateCounter<long>("pirros.deactivations", description: "Deactivations that identity providers asked for, by what the brake made of them.");

    /// <summary>Counts one that is committed.</summary>
    public void Add(DeactivationPassage passage)
        => _deactivations.Add(1, new KeyValuePair<string, object?>("outcome", passage switch
        {
            DeactivationPassage.Warned => "warned",
            DeactivationPassage.Released => "released",
            DeactivationPassage.Held => "held",
            DeactivationPassage.Rejected => "rejected",
            _ => "usual",
        }));
}
