namespace Pirros.Admin.SignIn;

/// <summary>Why somebody is back at the sign-in page. Stands in its address, so it holds nothing about the person.</summary>
public enum SignInProblem
{
    /// <summary>The authority knows them; nothing here is theirs.</summary>
    NoAccess,

    /// <summary>They gave up, or the authority turned them away.</summary>
    Refused,

    /// <summary>It took too long, or the way back was taken twice.</summary>
    Expired,

    /// <summary>The authority did not answer.</summary>
    Unreachable,

    /// <summary>No firm lets people in by a provider of its own under the name that was given.</summary>
    NoProvider,

    /// <summary>Their session is over.</summary>
    Ended,

    /// <summary>They signed out.</summary>
    SignedOut,
}
