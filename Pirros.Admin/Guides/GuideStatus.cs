using Pirros.Admin.Activity;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>A guide with what is known of each step.</summary>
/// <param name="Guide">The guide.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="Mappings">What arrived of the five attributes.</param>
/// <param name="LeftOut">Names of attributes that were sent lately, are not known, and were left out.</param>
public sealed record GuideStatus(Guide Guide, GuideProgress Progress, IReadOnlyList<StepStatus> Steps, IReadOnlyList<MappingCheck> Mappings, IReadOnlyList<string> LeftOut)
{
    /// <summary>What is known of a step.</summary>
    public StepStatus Of(GuideStep step) => Steps.First(status => status.Step.Id == step.Id);

    /// <summary>The first step that is left to do; null when none is.</summary>
    public StepStatus? Next => Steps.FirstOrDefault(status => !status.Step.Optional && status.State is StepState.Waiting or StepState.Problem);
}

/// <summary>What is known of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="State">How it is.</param>
public sealed record StepStatus(GuideStep Step, StepState State)
{
    /// <summary>The requests that prove it.</summary>
    public ActivityMark? Proof { get; init; }

    /// <summary>The person who ticked it.</summary>
    public GuideTick? Tick { get; init; }

    /// <summary>The requests that went wrong, while they are the newest word on it.</summary>
    public ActivityMark? Trouble { get; init; }

    /// <summary>When single sign-on showed that it is done, in UTC; null when it did not.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When the newest test of single sign-on showed that it went wrong; null when it did not.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>What is wrong with what arrived, when nothing went wrong with a request.</summary>
    public string? Finding { get; init; }
}

/// <summary>How a step is.</summary>
public enum StepState
{
    /// <summary>Not done yet, as far as anybody knows.</summary>
    Waiting,

    /// <summary>A request, or a sign-in, showed that it is done.</summary>
    Proved,

    /// <summary>A person said that it is done.</summary>
    ByHand,

    /// <summary>What arrived shows that something is wrong.</summary>
    Problem,
}
