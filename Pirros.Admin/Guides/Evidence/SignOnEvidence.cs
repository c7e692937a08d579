using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Guides.Evidence;

/// <summary>What single sign-on shows when a step is done, and when it went wrong.</summary>
/// <param name="At">When that was seen; null while it was not.</param>
/// <param name="Seen">What was seen, at the beginning of a sentence that goes on with when.</param>
/// <param name="Awaited">What is waited for, as a sentence.</param>
public sealed record SignOnEvidence(Func<SignOnSeen, DateTimeOffset?> At, string Seen, string Awaited)
{
    // What is refused for one of these is told at the step that mends it; everything else at the answer itself.
    private static readonly SamlFault[] OfValues = [SamlFault.Audience, SamlFault.Recipient, SamlFault.Destination];
    private static readonly SamlFault[] OfProvider = [SamlFault.Issuer, SamlFault.UnknownCertificate, SamlFault.CertificateTime];
    private static readonly SamlFault[] OfNameId = [SamlFault.NameIdFormat, SamlFault.NameId];

    /// <summary>Whether a person may tick the step, too: where nobody tests here, nothing is seen of it.</summary>
    public bool ByHand { get; init; }

    /// <summary>Whether the newest test shows that the step went wrong.</summary>
    public Func<SignOnTest, bool> Failed { get; init; } = _ => false;

    /// <summary>What the newest test was then, at the beginning of a sentence that goes on with when.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>What to do then, as a sentence.</summary>
    public string Next { get; init; } = "";

    /// <summary>Entity ID and Reply URL were entered at the provider.</summary>
    internal static SignOnEvidence Values => new(seen => seen.AcceptedAt, GuideTexts.SeenValues, GuideTexts.TicksValues)
    {
        ByHand = true,
        Failed = test => Is(test, OfValues),
        Trouble = GuideTexts.TroubleValues,
        Next = GuideTexts.NextValues,
    };

    /// <summary>The provider's metadata is known here.</summary>
    internal static SignOnEvidence Known => new(seen => seen.KnownAt, GuideTexts.SeenKnown, GuideTexts.TicksKnown)
    {
        Failed = test => Is(test, OfProvider),
        Trouble = GuideTexts.TroubleKnown,
        Next = GuideTexts.NextKnown,
    };

    /// <summary>A sign-in was begun here.</summary>
    internal static SignOnEvidence Requested => new(seen => seen.RequestedAt, GuideTexts.SeenRequested, GuideTexts.TicksRequested);

    /// <summary>An answer was accepted.</summary>
    internal static SignOnEvidence Accepted => new(seen => seen.AcceptedAt, GuideTexts.SeenAccepted, GuideTexts.TicksAccepted)
    {
        Failed = test => test.Fault is not null && !Is(test, [.. OfValues, .. OfProvider, .. OfNameId]),
        Trouble = GuideTexts.TroubleAccepted,
        Next = GuideTexts.NextAccepted,
    };

    /// <summary>The NameID of an answer was an e-mail address.</summary>
    internal static SignOnEvidence NameId => new(seen => seen.AcceptedAt, GuideTexts.SeenNameId, GuideTexts.TicksNameId)
    {
        Failed = test => Is(test, OfNameId),
        Trouble = GuideTexts.TroubleNameId,
        Next = GuideTexts.NextNameId,
    };

    /// <summary>An answer named somebody in the directory.</summary>
    internal static SignOnEvidence Matched => new(seen => seen.MatchedAt, GuideTexts.SeenMatchedUser, GuideTexts.TicksMatchedUser)
    {
        Failed = test => test is { Fault: null, NamesActive: false },
        Trouble = GuideTexts.TroubleMatchedUser,
        Next = GuideTexts.NextMatchedUser,
    };

    private static bool Is(SignOnTest test, SamlFault[] faults) => test.Fault is { } fault && faults.Contains(fault);
}
