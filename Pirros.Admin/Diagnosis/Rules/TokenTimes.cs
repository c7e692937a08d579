using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Tokens that end, soon or later.</summary>
internal static class TokenTimes
{
    public static Finding SayNewUnused(DiagnosisFacts facts)
    {
        var (terms, end) = (facts.Terms, facts.Summary.Signs.NeededTokenEndsAt ?? facts.Now);
        return new Finding(
            ConnectionCondition.NewTokenUnused,
            Sentence.Of(DiagnosisTexts.NewUnusedSays, terms.Subject, end),
            Sentence.Of(DiagnosisTexts.NewUnusedNext, terms.Name, terms.Credentials, terms.Values.SecretToken, terms.Test))
        {
            Act = FindingAct.ShowTokens,
            Evidence = [.. facts.Tokens.Where(token => token.IsLiveAt(facts.Now)).Select(Used)],
        };
    }

    public static Finding SayEnds(DiagnosisFacts facts)
        => new(ConnectionCondition.TokenEnds, Sentence.Of(DiagnosisTexts.EndsSays, End(facts), facts.Terms.Name), Rotate(facts)) { Act = FindingAct.Rotate, Evidence = AllWell.Figures(facts) };

    public static Finding SayEndsLater(DiagnosisFacts facts)
    {
        Sentence says = facts.Summary.LastRequestAt is null
            ? Sentence.Of(DiagnosisTexts.EndsLater, End(facts))
            : Sentence.Of(DiagnosisTexts.EndsLaterSays, End(facts));
        return new(ConnectionCondition.TokenEndsLater, says, Rotate(facts)) { Act = FindingAct.ShowTokens, Evidence = AllWell.Figures(facts) };
    }

    private static DateTimeOffset End(DiagnosisFacts facts) => facts.Summary.TokenEndsAt ?? facts.Now;

    private static Sentence Rotate(DiagnosisFacts facts) => Sentence.Of(DiagnosisTexts.EndsNext, facts.Terms.Name);

    private static Sentence Used(Tokens.Token token)
        => token.LastUse is { } use ? Sentence.Of(DiagnosisTexts.TokenLastUsed, token.Id, use.At) : Sentence.Of(DiagnosisTexts.TokenNeverUsed, token.Id, token.CreatedAt);
}
