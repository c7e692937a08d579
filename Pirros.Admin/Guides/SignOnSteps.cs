using Pirros.Admin.Guides.Evidence;

namespace Pirros.Admin.Guides;

/// <summary>The steps of single sign-on that the portal sees by itself. Those of the test come last: who tests must be assigned, and have been sent.</summary>
internal static class SignOnSteps
{
    /// <summary>The name of the group of the test.</summary>
    public const string TestGroup = "sso-test";

    /// <summary>What is known of the provider.</summary>
    /// <param name="prefix">What the ids of the provider's steps begin with.</param>
    /// <param name="where">Where its console has the metadata.</param>
    public static GuideStep Metadata(string prefix, string where) => new($"{prefix}-saml-metadata", GuideTexts.LoadMetadata, [new(where), new(GuideTexts.LoadMetadata2)])
    {
        SignOn = SignOnEvidence.Known,
    };

    /// <summary>The test, step by step.</summary>
    /// <param name="prefix">What the ids of the provider's steps begin with.</param>
    /// <param name="nameId">Where its console has the NameID.</param>
    public static GuideGroup Test(string prefix, params GuideLine[] nameId) => new(
        TestGroup,
        GuideTexts.TestSso,
        [
            new($"{prefix}-saml-request", GuideTexts.BeginTest, [new(GuideTexts.BeginTest1)]) { SignOn = SignOnEvidence.Requested, IsHere = true },
            new($"{prefix}-saml-answer", GuideTexts.SeeAnswer, [new(GuideTexts.SeeAnswer1)]) { SignOn = SignOnEvidence.Accepted, IsHere = true },
            new($"{prefix}-saml-name-id", GuideTexts.SendNameId, nameId) { SignOn = SignOnEvidence.NameId },
            new($"{prefix}-saml-user", GuideTexts.KnowUser, [new(GuideTexts.KnowUser1)]) { SignOn = SignOnEvidence.Matched, IsHere = true },
        ]);
}
