using Pirros.Admin.Diagnosis;
using Pirros.Admin.Directory;
using Pirros.Admin.Guides;

namespace Pirros.Admin.Components.Shared;

/// <summary>What pages and downloads are made of, for somebody who may not know whom it is about.</summary>
internal static class WithoutPeople
{
    /// <summary>What a diagnosis is told from.</summary>
    public static DiagnosisFacts Of(DiagnosisFacts facts) => facts with { Latest = [.. facts.Latest.Select(Mask.ForDiagnosis)], Marks = [.. facts.Marks.Select(Mask.Of)] };

    /// <summary>A guide with its proofs.</summary>
    public static GuideStatus Of(GuideStatus status) => status with
    {
        Steps = [.. status.Steps.Select(step => step with { Proof = step.Proof is null ? null : Mask.Of(step.Proof), Trouble = step.Trouble is null ? null : Mask.Of(step.Trouble) })],
    };
}
