using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis;

/// <summary>One thing that a diagnosis can say.</summary>
/// <param name="Condition">When it is to be said; the condition's state is its severity.</param>
/// <param name="Say">How it is said of these facts.</param>
public sealed record DiagnosisRule(ConnectionCondition Condition, Func<DiagnosisFacts, Finding> Say)
{
    /// <summary>The finding, or null when the condition does not hold.</summary>
    public Finding? Find(DiagnosisFacts facts)
        => ConnectionConditions.StateOf(Condition, facts.Summary, facts.Now) is { } state ? Say(facts) with { State = state } : null;
}
