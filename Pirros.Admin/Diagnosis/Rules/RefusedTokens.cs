using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>The newest request was refused for its token: which token that is, and what became of it.</summary>
internal static class RefusedTokens
{
    private const int Shown = 3;

    public static Finding Say(DiagnosisFacts facts)
    {
        var refused = facts.NewestRefused;
        var known = facts.Tokens.FirstOrDefault(token => token.Id == refused?.Details.RefusedToken);
        var (says, wrong) = Why(facts, refused?.Details.Refusal, known, refused?.Details.RefusedToken);
        return new Finding(ConnectionCondition.TokenRefused, says, Next(facts, refused?.Details.Refusal, wrong))
        {
            Act = refused?.Details.Refusal == TokenRefusal.ConnectionOff ? FindingAct.ShowRequests : FindingAct.Rotate,
            Evidence = [.. Evidence(facts)],
            Requests = [.. facts.Latest.Where(record => record.What == Activity.ActivityKind.Refused).Take(Shown)],
        };
    }

    private static (Sentence Says, string? Wrong) Why(DiagnosisFacts facts, TokenRefusal? refusal, Token? known, TokenId? id)
    {
        var (name, field) = (facts.Terms.Name, facts.Terms.Values.SecretToken);
        return refusal switch
        {
            TokenRefusal.Missing => ($"{facts.Terms.Subject} sends no token: the field {field} is empty there.", null),
            TokenRefusal.Foreign => ($"The {field} in {name} is no token of Pirros: it does not begin with {SecretToken.Prefix:mono}.", null),
            TokenRefusal.Truncated => ($"The {field} in {name} is cut off: a token has {SecretToken.Length} characters, and its end is missing.", null),
            TokenRefusal.Surrounded => ($"The {field} in {name} has more than the token in it: it was pasted twice, or with text around it.", "Clear the field first, then paste the token once."),
            TokenRefusal.Mistyped => ($"A character of the {field} in {name} is wrong: its check digits do not fit.", "Paste it instead of typing it."),
            TokenRefusal.Unknown => ($"The {field} in {name} looks like one of Pirros, but was never issued here: it belongs to another installation.", null),
            TokenRefusal.OtherConnection => (Other(facts, name, field), null),
            TokenRefusal.Revoked when known?.RevokedAt is { } at => ($"The {field} in {name}, {known.Id}, was revoked on {at}.", null),
            TokenRefusal.Expired when known?.ExpiresAt is { } at => ($"The {field} in {name}, {known.Id}, expired on {at}.", null),
            TokenRefusal.Replaced when known is { ReplacedAt: { } replaced, GraceEndsAt: { } end } => (
                $"The {field} in {name}, {known.Id}, is the old one: it was replaced on {replaced}, and its grace period ended on {end}.", null),
            TokenRefusal.ConnectionOff => ($"The newest request arrived while the connection was off. It is on now, and {name} may have paused.", null),
            _ when id is { } some => ($"The {field} in {name}, {some}, is not accepted any more.", null),
            _ => ($"The newest request was refused for its token.", null),
        };
    }

    private static Sentence Other(DiagnosisFacts facts, string name, string field)
        => facts.OtherConnection is { } other
            ? (Sentence)$"The {field} in {name} is that of another connection: {other.Name} ({other.Id.Value:mono})."
            : $"The {field} in {name} is that of another connection.";

    private static Sentence Next(DiagnosisFacts facts, TokenRefusal? refusal, string? wrong)
    {
        var terms = facts.Terms;
        if (refusal == TokenRefusal.ConnectionOff)
            return $"In {terms.Name}, open {terms.Credentials} and choose {terms.Test}; then {terms.Start}.";
        var first = wrong is null ? "" : $"{wrong} ";
        return facts.Current is { } current
            ? (Sentence)$"{first}In {terms.Name}, open {terms.Credentials}, paste the current token {current.Id} as {terms.Values.SecretToken} and choose {terms.Test}. It was shown once: if you no longer have it, rotate and paste the new one."
            : $"{first}Issue a token, paste it in {terms.Name} under {terms.Credentials} as {terms.Values.SecretToken}, and choose {terms.Test}.";
    }

    private static IEnumerable<Sentence> Evidence(DiagnosisFacts facts)
    {
        var lately = facts.Latest.Where(record => record.What == Activity.ActivityKind.Refused).ToList();
        if (lately.Count > 0)
            yield return $"{lately.Count} of the latest {facts.Latest.Count} requests were refused for their token, the first of them {lately[^1].At:ago}.";
        if (facts.Summary.LastSuccessAt is { } success)
            yield return $"The last request that was answered arrived {success:ago}.";
    }
}
