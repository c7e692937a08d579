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
            Sentence.Of(DiagnosisTexts.NothingSays),
            Sentence.Of(DiagnosisTexts.NothingNext, terms.Name, terms.Credentials, url, terms.Values.SecretToken, terms.Test))
        {
            Act = FindingAct.ShowValues,
            Causes =
            [
                Sentence.Of(DiagnosisTexts.NothingUrl, url),
                Sentence.Of(DiagnosisTexts.NothingUnreachable, terms.Subject),
                .. Waiting(facts.Summary.Connection.Provider),
            ],
        };
    }

    public static Finding SayOnlyTested(DiagnosisFacts facts)
    {
        var terms = facts.Terms;
        return new Finding(
            ConnectionCondition.OnlyTested,
            Sentence.Of(DiagnosisTexts.OnlyTestedSays, terms.Test),
            facts.Summary.Connection.Provider == IdentityProvider.EntraId
                ? Sentence.Of(DiagnosisTexts.OnlyTestedNextEntra, terms.Assign, terms.Start, (long)SyncCycle.Entra.TotalMinutes)
                : Sentence.Of(DiagnosisTexts.OnlyTestedNext, terms.Name, terms.Assign))
        {
            Act = FindingAct.ShowRequests,
            Causes = Waiting(facts.Summary.Connection.Provider),
            Evidence = [Sentence.Of(DiagnosisTexts.NewestRequestArrived, facts.Summary.LastRequestAt ?? facts.Now)],
        };
    }

    private static IReadOnlyList<Sentence> Waiting(IdentityProvider provider) => provider switch
    {
        IdentityProvider.EntraId =>
        [
            Sentence.Of(DiagnosisTexts.WaitEntraAssign),
            Sentence.Of(DiagnosisTexts.WaitEntraOff),
            Sentence.Of(DiagnosisTexts.WaitEntraPaused),
            Sentence.Of(DiagnosisTexts.WaitEntraUsers),
        ],
        IdentityProvider.Okta =>
        [
            Sentence.Of(DiagnosisTexts.WaitOktaAssign),
            Sentence.Of(DiagnosisTexts.WaitOktaCreate),
            Sentence.Of(DiagnosisTexts.WaitOktaBefore),
        ],
        _ =>
        [
            Sentence.Of(DiagnosisTexts.WaitOtherAssign),
            Sentence.Of(DiagnosisTexts.WaitOtherOff),
        ],
    };
}
