using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Many people lost their access within a day, which is seldom meant.</summary>
internal static class MassDeactivation
{
    private const int Shown = 5;

    public static Finding Say(DiagnosisFacts facts)
    {
        var (terms, summary) = (facts.Terms, facts.Summary);
        var ended = facts.Latest.Where(Ends).ToList();
        Sentence says = $"{summary.Signs.Deactivated} of {summary.ActiveUsers + summary.Signs.Deactivated} people were deactivated within 24 hours, and have no access now.";
        Sentence next = summary.Connection.Provider switch
        {
            IdentityProvider.EntraId => $"If that is not meant, check Users and groups and the scoping filter in Microsoft Entra ID: a group that is no longer assigned takes its people with it. Assigned again, they get the same accounts back.",
            IdentityProvider.Okta => $"If that is not meant, check Assignments in Okta: a group that is no longer assigned takes its people with it. Assigned again, they get the same accounts back.",
            _ => $"If that is not meant, check who is assigned in {terms.Name}. Assigned again, they get the same accounts back.",
        };
        return new Finding(ConnectionCondition.MassDeactivation, says, next)
        {
            Act = FindingAct.ShowRequests,
            Evidence =
            [
                .. ended.Count > 0 ? [$"The newest was {SentSubject.Shown(ended[0].Subject ?? "a user")}, {ended[0].At:ago}."] : Array.Empty<Sentence>(),
                .. ended.Count > 1 ? [$"The latest {ended.Count} of them came between {ended[^1].At} and {ended[0].At}."] : Array.Empty<Sentence>(),
                .. summary.Connection.Provider == IdentityProvider.EntraId ? [$"Microsoft Entra ID can stop this by itself: Provisioning → Settings → Prevent accidental deletion."] : Array.Empty<Sentence>(),
            ],
            Requests = [.. ended.Take(Shown)],
        };
    }

    private static bool Ends(ActivityRecord record) => record.What is ActivityKind.Deactivated || (record.What == ActivityKind.Deleted && record.Path.StartsWith("/Users", StringComparison.OrdinalIgnoreCase));
}
