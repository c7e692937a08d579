namespace Pirros.Admin.Diagnosis.Rules;

internal static class SwitchedOff
{
    public static Finding Say(DiagnosisFacts facts) => new(
        Connections.ConnectionCondition.Off,
        $"This connection is switched off: {facts.Terms.Name} is answered with 401.",
        $"Switch it on to let {facts.Terms.Name} in again, with the values and tokens it had before.")
    {
        Act = FindingAct.SwitchOn,
    };
}
