namespace Pirros.Admin.Deactivations;

/// <summary>What became of a deactivation at the brake.</summary>
public enum DeactivationPassage
{
    /// <summary>It went through, as usual.</summary>
    Usual,

    /// <summary>It went through beyond the usual, and everybody concerned is told.</summary>
    Warned,

    /// <summary>It went through because a person released it.</summary>
    Released,

    /// <summary>It waits for a person.</summary>
    Held,

    /// <summary>A person rejected it.</summary>
    Rejected,
}
