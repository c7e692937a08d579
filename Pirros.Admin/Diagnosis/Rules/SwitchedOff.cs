namespace Pirros.Admin.Diagnosis.Rules;

internal static class SwitchedOff
{
    public static Finding Say(DiagnosisFacts facts) => new(
        Connections.ConnectionCondition.Off,
        Sentence.Of(DiagnosisTexts.OffSays, facts.Terms.Name),
        Sentence.Of(DiagnosisTexts.OffNext, facts.Terms.Name))
    {
        Act = FindingAct.SwitchOn,
    };
}
