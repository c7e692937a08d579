namespace Pirros.Admin.Deactivations;

/// <summary>What happens to a deactivation that goes beyond what is usual. Names are stored.</summary>
public enum BrakeMode
{
    /// <summary>It goes through, and nobody is told.</summary>
    Off,

    /// <summary>It goes through, and everybody concerned is told.</summary>
    Warn,

    /// <summary>It waits for a person: the identity provider is asked to send it again.</summary>
    Hold,
}
