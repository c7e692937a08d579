namespace Pirros.Admin.Guides.Mappings;

/// <summary>What arrived of one of the five attributes.</summary>
/// <param name="Mapping">What is expected.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Users">The users that were looked at: the latest, at most 100.</param>
/// <param name="Received">Those of them that have it.</param>
/// <param name="Odd">Those whose value is not what it should be.</param>
public sealed record MappingCheck(AttributeMapping Mapping, MappingVerdict Verdict, int Users, int Received, int Odd)
{
    /// <summary>What is wrong, as one or two sentences; null when nothing is.</summary>
    public string? Finding { get; init; }

    /// <summary>What to enter to mend it; null when nothing is to be entered.</summary>
    public string? Enter { get; init; }

    /// <summary>Where to mend it and how, as a sentence; null when there is nothing to mend in the mapping.</summary>
    public string? Where { get; init; }

    /// <summary>Those that lack it.</summary>
    public int Missing => Users - Received;
}

/// <summary>How an attribute arrives.</summary>
public enum MappingVerdict
{
    /// <summary>No user has arrived yet.</summary>
    Waiting,

    /// <summary>Everybody has it.</summary>
    Good,

    /// <summary>Some lack it.</summary>
    Partly,

    /// <summary>Nobody has it.</summary>
    Missing,

    /// <summary>It is there, and is not what it should be.</summary>
    Odd,
}
