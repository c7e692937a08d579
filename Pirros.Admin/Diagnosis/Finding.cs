using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis;

/// <summary>What a rule found: how the connection is in one sentence, what to do next, and what that is told from.</summary>
/// <param name="Condition">The condition that it speaks of.</param>
/// <param name="Says">How it is.</param>
/// <param name="Next">What to do; null when there is nothing to do.</param>
public sealed record Finding(ConnectionCondition Condition, Sentence Says, Sentence? Next = null)
{
    /// <summary>The state that it makes of the connection.</summary>
    public ConnectionState State { get; init; }

    /// <summary>What can be done here, as a button or link.</summary>
    public FindingAct Act { get; init; }

    /// <summary>What it may come from, the likeliest first, where that can't be seen from here.</summary>
    public IReadOnlyList<Sentence> Causes { get; init; } = [];

    /// <summary>What it is told from, in sentences.</summary>
    public IReadOnlyList<Sentence> Evidence { get; init; } = [];

    /// <summary>The requests that it is told from, newest first; at most a few.</summary>
    public IReadOnlyList<ActivityRecord> Requests { get; init; } = [];
}

/// <summary>What a finding offers to do.</summary>
public enum FindingAct
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Switch the connection on.</summary>
    SwitchOn,

    /// <summary>Issue a token, or another one.</summary>
    Rotate,

    /// <summary>Look at the values to copy.</summary>
    ShowValues,

    /// <summary>Look at the tokens.</summary>
    ShowTokens,

    /// <summary>Look at the latest requests.</summary>
    ShowRequests,

    /// <summary>Look at the deactivations, and decide.</summary>
    ShowDeactivations,

    /// <summary>Look at single sign-on.</summary>
    ShowSignOn,
}
