using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

internal static class NoToken
{
    public static Finding Say(DiagnosisFacts facts)
    {
        var terms = facts.Terms;
        var newest = facts.Tokens.MaxBy(token => token.CreatedAt);
        Sentence says = newest?.EndsAt is { } end
            ? (Sentence)$"No token is live, so {terms.Name} is refused: the last one ended {end:ago}."
            : $"No token is live, so {terms.Name} is refused.";
        return new Finding(ConnectionCondition.NoToken, says, $"Issue a token, and paste it in {terms.Name} under {terms.Credentials} as {terms.Values.SecretToken}.")
        {
            Act = FindingAct.Rotate,
            Evidence = [.. facts.Tokens.Take(3).Select(Ended)],
        };
    }

    private static Sentence Ended(Tokens.Token token) => token switch
    {
        { RevokedAt: { } at } => $"{token.Id} was revoked on {at}.",
        { GraceEndsAt: { } at } when !(token.ExpiresAt < at) => $"{token.Id} was replaced, and its grace period ended on {at}.",
        _ => $"{token.Id} expired on {token.ExpiresAt ?? token.CreatedAt}.",
    };
}
