using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>What was made of something that somebody pasted to find out why a sign-in fails.</summary>
public abstract record PastedReading;

/// <summary>An error message of a provider.</summary>
/// <param name="Code">The code or the words that it was known by.</param>
/// <param name="Explanation">What it means, and where it is mended.</param>
/// <param name="Value">This connection's value that belongs there; null where none does.</param>
public sealed record PastedMessage(string Code, FaultExplanation Explanation, string? Value) : PastedReading;

/// <summary>A SAML response, checked as if it had come now, and neither used up nor kept.</summary>
public sealed record PastedResponse : PastedReading
{
    /// <summary>Why it would be refused, apart from its age; null when it would not.</summary>
    public SamlFault? Fault { get; init; }

    /// <summary>That in words.</summary>
    public FaultExplanation? Explanation { get; init; }

    /// <summary>What would have been accepted.</summary>
    public string? Expected { get; init; }

    /// <summary>What stands there instead.</summary>
    public string? Received { get; init; }

    /// <summary>That its time is over, or has not begun, in words; the rest was then checked for the time at which it was made. Null when it could be used now.</summary>
    public FaultExplanation? Age { get; init; }

    /// <summary>Who signed in; null when it can't be believed.</summary>
    public string? NameId { get; init; }

    /// <summary>The attributes.</summary>
    public IReadOnlyList<SamlClaim> Claims { get; init; } = [];

    /// <summary>Thumbprint of the certificate that it was signed with; null when it can't be believed.</summary>
    public string? Certificate { get; init; }

    /// <summary>When it was made, by the provider's clock.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Whom of the directory it names; null for nobody.</summary>
    public SamlPerson? Person { get; init; }

    /// <summary>Whether a sign-in with it would succeed, had it come in time.</summary>
    public bool IsGood => Fault is null;
}

/// <summary>Something that was recognised, and holds no answer to why a sign-in fails.</summary>
/// <param name="Explanation">What it is, and what to paste instead.</param>
public sealed record PastedOther(FaultExplanation Explanation) : PastedReading;

/// <summary>Nothing that is known.</summary>
/// <param name="Explanation">What can be pasted.</param>
public sealed record PastedUnknown(FaultExplanation Explanation) : PastedReading;
