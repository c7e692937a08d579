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
            $"{terms.Subject} still uses the old token, which ends on {end}; the new one has not been used yet.",
            $"In {terms.Name}, open {terms.Credentials}, paste the new token as {terms.Values.SecretToken} and choose {terms.Test}. If you no longer have it, undo the rotation.")
        {
            Act = FindingAct.ShowTokens,
            Evidence = [.. facts.Tokens.Where(token => token.IsLiveAt(facts.Now)).Select(Used)],
        };
    }

    public static Finding SayEnds(DiagnosisFacts facts)
        => new(ConnectionCondition.TokenEnds, $"The last token ends on {End(facts)}. From then on {facts.Terms.Name} is refused.", Rotate(facts)) { Act = FindingAct.Rotate, Evidence = AllWell.Figures(facts) };

    public static Finding SayEndsLater(DiagnosisFacts facts)
    {
        Sentence says = facts.Summary.LastRequestAt is null
            ? (Sentence)$"The token ends on {End(facts)}."
            : $"Requests arrive and are answered. The last token ends on {End(facts)}.";
        return new(ConnectionCondition.TokenEndsLater, says, Rotate(facts)) { Act = FindingAct.ShowTokens, Evidence = AllWell.Figures(facts) };
    }

    private static DateTimeOffset End(DiagnosisFacts facts) => facts.Summary.TokenEndsAt ?? facts.Now;

    private static Sentence Rotate(DiagnosisFacts facts) => $"Rotate it before then: the old one works on while you paste the new one in {facts.Terms.Name}.";

    private static Sentence Used(Tokens.Token token)
        => token.LastUse is { } use ? $"{token.Id} was last used {use.At:ago}." : (Sentence)$"{token.Id} was issued {token.CreatedAt:ago} and never used.";
}
