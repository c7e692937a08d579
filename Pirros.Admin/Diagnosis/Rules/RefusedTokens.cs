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
        var (name, field) = (facts.Terms.Name, Field(facts));
        return refusal switch
        {
            TokenRefusal.Missing => (Sentence.Of(DiagnosisTexts.TokenMissing, facts.Terms.Subject, field), null),
            TokenRefusal.Foreign => (Sentence.Of(DiagnosisTexts.TokenForeign, field, name, SecretToken.Prefix), null),
            TokenRefusal.Truncated => (Sentence.Of(DiagnosisTexts.TokenTruncated, field, name, SecretToken.Length), null),
            TokenRefusal.Surrounded => (Sentence.Of(DiagnosisTexts.TokenSurrounded, field, name), DiagnosisTexts.ClearFirst),
            TokenRefusal.Mistyped => (Sentence.Of(DiagnosisTexts.TokenMistyped, field, name), DiagnosisTexts.PasteIt),
            TokenRefusal.Unknown => (Sentence.Of(DiagnosisTexts.TokenUnknown, field, name), null),
            TokenRefusal.OtherConnection => (Other(facts, name, field), null),
            TokenRefusal.Revoked when known?.RevokedAt is { } at => (Sentence.Of(DiagnosisTexts.TokenWasRevoked, field, name, known.Id, at), null),
            TokenRefusal.Expired when known?.ExpiresAt is { } at => (Sentence.Of(DiagnosisTexts.TokenHasExpired, field, name, known.Id, at), null),
            TokenRefusal.Replaced when known is { ReplacedAt: { } replaced, GraceEndsAt: { } end } => (
                Sentence.Of(DiagnosisTexts.TokenIsOld, field, name, known.Id, replaced, end), null),
            TokenRefusal.AccessExpired or TokenRefusal.ClientSecret or TokenRefusal.ClientId => (Sentence.Of(Activity.RefusalSentence.Of(refusal.Value)), null),
            TokenRefusal.ConnectionOff => (Sentence.Of(DiagnosisTexts.TokenWhileOff, name), null),
            _ when id is { } some => (Sentence.Of(DiagnosisTexts.TokenNotAccepted, field, name, some), null),
            _ => (Sentence.Of(DiagnosisTexts.TokenRefusedSays), null),
        };
    }

    private static Sentence Other(DiagnosisFacts facts, string name, string field)
        => facts.OtherConnection is { } other
            ? Sentence.Of(DiagnosisTexts.TokenOfOtherNamed, field, name, other.Name, other.Id.Value)
            : Sentence.Of(DiagnosisTexts.TokenOfOther, field, name);

    // What has to be entered, as the console calls it.
    private static string Field(DiagnosisFacts facts) => facts.Terms.Values.SecretOf(facts.Current?.Kind ?? TokenKind.Secret);

    private static Sentence? Next(DiagnosisFacts facts, TokenRefusal? refusal, string? wrong)
    {
        var terms = facts.Terms;

        // Their sentences say themselves what to do.
        if (refusal is TokenRefusal.AccessExpired or TokenRefusal.ClientSecret or TokenRefusal.ClientId)
            return null;
        if (refusal == TokenRefusal.ConnectionOff)
            return Sentence.Of(DiagnosisTexts.TokenNextOff, terms.Name, terms.Credentials, terms.Test, terms.Start);
        var first = wrong is null ? "" : $"{wrong} ";
        return facts.Current is { } current
            ? Sentence.Of(DiagnosisTexts.TokenNextCurrent, first, terms.Name, terms.Credentials, current.Id, Field(facts), terms.Test)
            : Sentence.Of(DiagnosisTexts.TokenNextIssue, first, terms.Name, terms.Credentials, Field(facts), terms.Test);
    }

    private static IEnumerable<Sentence> Evidence(DiagnosisFacts facts)
    {
        var lately = facts.Latest.Where(record => record.What == Activity.ActivityKind.Refused).ToList();
        if (lately.Count > 0)
            yield return Sentence.Of(DiagnosisTexts.TokenRefusedLately, lately.Count, facts.Latest.Count, lately[^1].At);
        if (facts.Summary.LastSuccessAt is { } success)
            yield return Sentence.Of(DiagnosisTexts.LastAnswered, success);
    }
}
