using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Explanations;

namespace Pirros.Admin.Components.Pages.SingleSignOn;

/// <summary>How a connection's single sign-on is, in a word and a sentence. Of several things that are to be told the worst is.</summary>
/// <param name="Look">The word.</param>
/// <param name="Says">The sentence, with what to do.</param>
internal sealed record SsoState(PillLook Look, Sentence Says)
{
    /// <summary>Of a connection whose provider is known.</summary>
    public static SsoState Of(SamlSettings settings, IReadOnlyList<SamlResult> results, IdentityProvider provider, DateTimeOffset now)
        => OfCertificates(settings, now) ?? OfTest(results, provider) ?? OfMetadata(settings, provider, now) ?? OfEvidence(settings.Evidence, results);

    private static SsoState? OfCertificates(SamlSettings settings, DateTimeOffset now)
    {
        if (settings.Lasting is not { } lasting || lasting.NotAfter <= now)
            return new(SsoLook.Expired, Sentence.Of(SingleSignOnTexts.StateEnded, settings.Lasting?.NotAfter ?? now));
        return settings.Certificates.Any(trusted => trusted.Certificate.IsValidAt(now))
            ? null
            : new(SsoLook.NotYetValid, Sentence.Of(SingleSignOnTexts.StateNotYet, settings.Certificates.Where(trusted => trusted.Certificate.NotBefore > now).Min(trusted => trusted.Certificate.NotBefore)));
    }

    private static SsoState? OfTest(IReadOnlyList<SamlResult> results, IdentityProvider provider)
        => results.FirstOrDefault(result => result.TestedBy is not null) is { Fault: { } fault } last
            ? new(new("bad", SingleSignOnTexts.TestRefused, Icons.Material.Rounded.Error), Sentence.Of(SingleSignOnTexts.StateRefused, last.At, FaultExplanation.Of(fault, provider, last.Expected, last.Received).Title))
            : null;

    private static SsoState? OfMetadata(SamlSettings settings, IdentityProvider provider, DateTimeOffset now)
    {
        var left = settings.Lasting!.NotAfter - now;
        if (settings.MetadataFault is { } fault)
            return new(Attention(SharedTexts.Attention), Sentence.Of(SingleSignOnTexts.StateMetadata, FaultExplanation.Of(fault, provider, null, null).Title));
        if (settings.Offered.Count > 0)
            return new(Attention(SingleSignOnTexts.NewCertificate), Sentence.Of(SingleSignOnTexts.StateOffered));
        return left <= SsoLook.Soon ? new(SsoLook.Of(settings.Lasting, now), Sentence.Of(SingleSignOnTexts.StateEnds, settings.Lasting.NotAfter)) : null;
    }

    private static SsoState OfEvidence(SamlEvidence evidence, IReadOnlyList<SamlResult> results)
    {
        // The newest is nearer to the truth than the first, and may have been pushed out of what is kept.
        var tested = results.FirstOrDefault(result => result is { TestedBy: not null, Fault: null, User: not null, UserActive: true })?.At ?? evidence.TestedAt;
        return (tested, evidence) switch
        {
            ({ } at, { TestedAt: not null }) => new(new("good", SingleSignOnTexts.Tested, Icons.Material.Rounded.CheckCircle), Sentence.Of(SingleSignOnTexts.StateTested, at)),
            (_, { AcceptedAt: { } at }) => new(Attention(SingleSignOnTexts.NobodyKnown), Sentence.Of(SingleSignOnTexts.StateNobody, at)),
            (_, { RequestedAt: { } at }) => new(new("info", SharedTexts.Waiting, Icons.Material.Rounded.HourglassTop), Sentence.Of(SingleSignOnTexts.StateNoAnswer, at)),
            _ => new(new("info", SingleSignOnTexts.NotTestedYet, Icons.Material.Rounded.HourglassTop), Sentence.Of(SingleSignOnTexts.StateNotTested)),
        };
    }

    private static PillLook Attention(string word) => new("attention", word, Icons.Material.Rounded.Warning);
}
