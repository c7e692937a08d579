using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>No request ever arrived, or none that brought anybody: what that may come from, the likeliest first.</summary>
internal static class NothingArrived
{
    public static Finding SayNothing(DiagnosisFacts facts)
    {
        var terms = facts.Terms;
        var url = terms.Values.ScimUrl;
        return new Finding(
            ConnectionCondition.NothingYet,
            $"No request has arrived yet.",
            $"In {terms.Name}, open {terms.Credentials}, paste {url} and {terms.Values.SecretToken}, and choose {terms.Test}. Its request shows up here at once.")
        {
            Act = FindingAct.ShowValues,
            Causes =
            [
                $"The {url} was not entered yet, or with a mistake. Copy it from below, whole.",
                $"{terms.Subject} can't reach this address from the internet.",
                .. Waiting(facts.Summary.Connection.Provider),
            ],
        };
    }

    public static Finding SayOnlyTested(DiagnosisFacts facts)
    {
        var terms = facts.Terms;
        return new Finding(
            ConnectionCondition.OnlyTested,
            $"The connection works: {terms.Test} arrived. Nobody has been sent yet.",
            facts.Summary.Connection.Provider == IdentityProvider.EntraId
                ? $"Assign people under {terms.Assign}, then choose {terms.Start}. The first cycle can take up to {(long)SyncCycle.Entra.TotalMinutes} minutes; Provision on demand sends one person at once."
                : (Sentence)$"Assign people in {terms.Name} under {terms.Assign}.")
        {
            Act = FindingAct.ShowRequests,
            Causes = Waiting(facts.Summary.Connection.Provider),
            Evidence = [$"The newest request arrived {facts.Summary.LastRequestAt ?? facts.Now:ago}."],
        };
    }

    private static IReadOnlyList<Sentence> Waiting(IdentityProvider provider) => provider switch
    {
        IdentityProvider.EntraId =>
        [
            $"Nobody is assigned. Open Users and groups, and add the people or a group.",
            $"Provisioning is off. Open Provisioning, and choose Start provisioning.",
            $"The job is paused, or in quarantine. Open Provisioning, and look at its state.",
            $"Users are not enabled. Open Provision Microsoft Entra ID Users under the mappings, and set Enabled to Yes.",
        ],
        IdentityProvider.Okta =>
        [
            $"Nobody is assigned. Open Assignments, and add the people or a group.",
            $"Create Users is off. Open Provisioning → To App, and enable Create Users, Update User Attributes and Deactivate Users.",
            $"People were assigned before provisioning was on. Open Assignments, and choose Provision User for them.",
        ],
        _ =>
        [
            $"Nobody is assigned to the application there.",
            $"Provisioning is off or paused there.",
        ],
    };
}
