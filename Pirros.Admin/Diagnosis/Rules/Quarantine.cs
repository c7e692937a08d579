using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>How far a connection is from Entra ID's quarantine, in which it tries ever more rarely and at last not at all.</summary>
internal static class Quarantine
{
    private const long Requests = 5_000;
    private const int DaysUntilOff = 28;

    /// <summary>The distance; nothing for a provider that has no quarantine.</summary>
    public static IEnumerable<Sentence> DistanceOf(DiagnosisFacts facts)
    {
        if (facts.Summary.Connection.Provider != IdentityProvider.EntraId)
            yield break;
        var (requests, failed, refused) = facts.Since(facts.Now - TimeSpan.FromHours(24));
        var share = requests == 0 ? 0 : (double)(failed + refused) / requests;
        yield return Sentence.Of(DiagnosisTexts.QuarantineRule, ConnectionConditions.QuarantineShare, Requests, DaysUntilOff);
        if (share > ConnectionConditions.QuarantineShare)
            yield return requests >= Requests
                ? Sentence.Of(DiagnosisTexts.QuarantineIn, share, requests)
                : Sentence.Of(DiagnosisTexts.QuarantineOver, share, requests, Requests - requests);
        else
            yield return Sentence.Of(DiagnosisTexts.QuarantineAway, share, requests, ConnectionConditions.QuarantineShare - share);
    }
}
