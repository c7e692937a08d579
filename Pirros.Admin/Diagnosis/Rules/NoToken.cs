using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

internal static class NoToken
{
    public static Finding Say(DiagnosisFacts facts)
    {
        var terms = facts.Terms;
        var newest = facts.Tokens.MaxBy(token => token.CreatedAt);
        Sentence says = newest?.EndsAt is { } end
            ? Sentence.Of(DiagnosisTexts.NoTokenSince, terms.Name, end)
            : Sentence.Of(DiagnosisTexts.NoTokenSays, terms.Name);
        return new Finding(ConnectionCondition.NoToken, says, Sentence.Of(DiagnosisTexts.NoTokenNext, terms.Name, terms.Credentials, terms.Values.SecretToken))
        {
            Act = FindingAct.Rotate,
            Evidence = [.. facts.Tokens.Take(3).Select(Ended)],
        };
    }

    private static Sentence Ended(Tokens.Token token) => token switch
    {
        { RevokedAt: { } at } => Sentence.Of(DiagnosisTexts.TokenRevoked, token.Id, at),
        { GraceEndsAt: { } at } when !(token.ExpiresAt < at) => Sentence.Of(DiagnosisTexts.TokenReplaced, token.Id, at),
        _ => Sentence.Of(DiagnosisTexts.TokenExpired, token.Id, token.ExpiresAt ?? token.CreatedAt),
    };
}
