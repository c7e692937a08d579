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
        yield return $"Microsoft Entra ID puts a job in quarantine when more than {ConnectionConditions.QuarantineShare} of at least {Requests} requests fail, and switches it off after {DaysUntilOff} days there.";
        if (share > ConnectionConditions.QuarantineShare)
            yield return requests >= Requests
                ? (Sentence)$"In the last 24 hours {share} of {requests} requests failed: expect it to be in quarantine. After mending, choose Restart provisioning."
                : $"In the last 24 hours {share} of {requests} requests failed: it is over the share, and {Requests - requests} requests away.";
        else
            yield return $"In the last 24 hours {share} of {requests} requests failed: {ConnectionConditions.QuarantineShare - share} of all requests more, and it would be.";
    }
}
