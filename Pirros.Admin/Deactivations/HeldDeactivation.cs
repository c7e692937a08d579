namespace Pirros.Admin.Deactivations;

/// <summary>Somebody whose deactivation waits for a person, or about whom a person has decided.</summary>
/// <param name="UserId">The user.</param>
/// <param name="FirstAt">When the provider first asked for it, in UTC.</param>
/// <param name="LastAt">When it last did.</param>
/// <param name="Attempts">How often it did.</param>
/// <param name="Decision">What a person decided; null while the person waits, or when the decision is no longer in force.</param>
public sealed record HeldDeactivation(string UserId, DateTimeOffset FirstAt, DateTimeOffset LastAt, long Attempts, BrakeDecision? Decision);

/// <summary>What a person decided about a held deactivation.</summary>
/// <param name="Verdict">What.</param>
/// <param name="By">Who.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Until">Until when it holds.</param>
public sealed record BrakeDecision(BrakeVerdict Verdict, string By, DateTimeOffset At, DateTimeOffset Until);

/// <summary>The two ways to decide. Names are stored.</summary>
public enum BrakeVerdict
{
    /// <summary>The provider's next try goes through.</summary>
    Released,

    /// <summary>The user stays active, and the provider's tries are refused.</summary>
    Rejected,
}

/// <summary>How many wait, and some of those who do or did.</summary>
/// <param name="Waiting">How many wait for a decision.</param>
/// <param name="People">Of those who wait and of those who were decided about, the asked-for part, those who wait longest first.</param>
public sealed record HeldList(long Waiting, IReadOnlyList<HeldDeactivation> People);
