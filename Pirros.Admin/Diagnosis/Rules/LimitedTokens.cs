using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>A good token was sent that may not do what was asked, or may not be used from where it came.</summary>
internal static class LimitedTokens
{
    private const int Shown = 3;

    public static Finding Say(DiagnosisFacts facts)
    {
        var limited = facts.Latest.Where(DiagnosisMarks.IsLimited).ToList();
        var newest = limited.FirstOrDefault();
        var token = newest?.Details.RefusedToken;
        var (says, next) = newest?.Details.Refusal switch
        {
            TokenRefusal.Address when newest.Address is { } address => (Sentence.Of(DiagnosisTexts.LimitedAddress, token, address), Sentence.Of(DiagnosisTexts.LimitedAddressNext, address, facts.Terms.Name)),
            TokenRefusal.Scope => (Sentence.Of(DiagnosisTexts.LimitedScope, facts.Terms.Subject, $"{newest.Method} {TypeOf(newest.Path)}", token), Sentence.Of(DiagnosisTexts.LimitedScopeNext, facts.Terms.Name)),
            _ => (Sentence.Of(DiagnosisTexts.LimitedSome), Sentence.Of(DiagnosisTexts.LimitedScopeNext, facts.Terms.Name)),
        };
        return new Finding(ConnectionCondition.TokenLimited, says, next)
        {
            Act = FindingAct.ShowTokens,
            Evidence = newest?.Detail is { } answer ? [Sentence.Of(DiagnosisTexts.FilterAnswer, answer)] : [],
            Requests = [.. limited.Take(Shown)],
        };
    }

    /// <summary>The beginning of a path, which names what it is about and nobody.</summary>
    private static string TypeOf(string path) => "/" + path.Split('/', '?')[1];
}
