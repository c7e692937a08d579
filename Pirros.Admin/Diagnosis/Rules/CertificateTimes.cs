using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>The certificate that sign-ins are signed with, which ends soon or later.</summary>
internal static class CertificateTimes
{
    public static Finding SayEnds(DiagnosisFacts facts)
    {
        var hasEnded = End(facts) <= facts.Now;
        return new(ConnectionCondition.CertificateEnds, Sentence.Of(hasEnded ? DiagnosisTexts.CertificateEndedSays : DiagnosisTexts.CertificateEndsSays, End(facts), facts.Terms.Name), Renew(facts))
        {
            Act = FindingAct.ShowSignOn,
            Evidence = AllWell.Figures(facts),
        };
    }

    public static Finding SayEndsLater(DiagnosisFacts facts)
        => new(ConnectionCondition.CertificateEndsLater, Sentence.Of(DiagnosisTexts.CertificateEndsLaterSays, End(facts), facts.Terms.Name), Renew(facts)) { Act = FindingAct.ShowSignOn, Evidence = AllWell.Figures(facts) };

    private static DateTimeOffset End(DiagnosisFacts facts) => facts.Summary.CertificateEndsAt ?? facts.Now;

    private static Sentence Renew(DiagnosisFacts facts) => Sentence.Of(DiagnosisTexts.CertificateEndsNext, facts.Terms.Name);
}
