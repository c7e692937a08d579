using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Guides.Evidence;

namespace Pirros.Admin.Guides.Mappings;

/// <summary>Judges what arrived of the five attributes by the latest users.</summary>
internal static class MappingChecks
{
    // What a mapping is called by mistake: the name that the attribute has in the provider's own directory, or in other products.
    private static readonly Dictionary<MappingTarget, string[]> Mistaken = new()
    {
        [MappingTarget.UserName] = ["userPrincipalName", "upn", "login", "user"],
        [MappingTarget.GivenName] = ["givenName", "firstName", "first_name", "given_name"],
        [MappingTarget.FamilyName] = ["familyName", "surname", "sn", "lastName", "last_name", "family_name"],
        [MappingTarget.WorkEmail] = ["mail", "email", "emailAddress", "workEmail"],
        [MappingTarget.Active] = ["accountEnabled", "enabled", "isActive", "isSoftDeleted", "status"],
    };

    /// <summary>What arrived of each.</summary>
    /// <param name="client">The provider as the subject of a sentence.</param>
    /// <param name="mappings">What is expected.</param>
    /// <param name="documents">The latest users.</param>
    /// <param name="marks">The connection's marks.</param>
    /// <param name="leftOut">Names that were sent and are not known.</param>
    public static IReadOnlyList<MappingCheck> Of(
        string client, IReadOnlyList<AttributeMapping> mappings, IReadOnlyList<byte[]> documents, IReadOnlyList<ActivityMark> marks, IReadOnlyList<string> leftOut)
    {
        var users = documents.Select(Read).ToList();
        return [.. mappings.Select(mapping => Check(client, mapping, users, marks, leftOut))];
    }

    private static MappingCheck Check(string client, AttributeMapping mapping, List<IReadOnlyList<(string Path, JsonElement Value)>> users, IReadOnlyList<ActivityMark> marks, IReadOnlyList<string> leftOut)
    {
        var attribute = mapping.Attribute;
        if (users.Count == 0)
            return new MappingCheck(mapping, MappingVerdict.Waiting, 0, 0, 0);
        var values = users.ConvertAll(user => user.Where(attribute.IsIn).Select(sent => sent.Value).ToList());

        // Who is silent about it is taken as active, so the users alone don't tell whether it was ever sent.
        var neverSent = attribute == MappingTarget.Active && !Seen(marks, attribute.Rule) && (Seen(marks, ScimEvidence.UserCreated) || Seen(marks, ScimEvidence.UserUpdated));
        var received = neverSent ? 0 : values.Count(one => one.Count > 0);
        var odd = neverSent ? 0 : Odd(attribute, values);
        var verdict = received == 0 ? MappingVerdict.Missing : odd > 0 ? MappingVerdict.Odd : received < users.Count ? MappingVerdict.Partly : MappingVerdict.Good;
        var check = new MappingCheck(mapping, verdict, users.Count, received, odd);
        return verdict == MappingVerdict.Good ? check : Mend(check, client, users, leftOut);
    }

    private static MappingCheck Mend(MappingCheck check, string client, List<IReadOnlyList<(string Path, JsonElement Value)>> users, IReadOnlyList<string> leftOut)
    {
        var mapping = check.Mapping;
        var lacking = check.Verdict is MappingVerdict.Missing or MappingVerdict.Partly;
        var mistaken = lacking ? Mistaken[mapping.Attribute].FirstOrDefault(name => leftOut.Contains(name, StringComparer.OrdinalIgnoreCase)) : null;
        if (mistaken is not null)
            return (check with { Finding = GuideTexts.FormatMistakenFinding(client, mistaken, mapping.Attribute.Path) }).Entering(mapping.Source, mapping.Where);
        var found = check with { Finding = Finding(client, check, users) };

        // The mapping is there and works for others: only another source helps those who have nothing in this one.
        return check.Verdict != MappingVerdict.Partly ? found.Entering(mapping.Source, mapping.Where) : mapping.Instead is { } instead ? found.Entering(instead.Source, instead.Where) : found;
    }

    private static MappingCheck Entering(this MappingCheck check, string source, string where) => check with { Enter = check.Mapping.IsAutomatic ? null : source, Where = where };

    private static int Odd(MappingTarget attribute, List<List<JsonElement>> values)
    {
        if (attribute != MappingTarget.Active)
            return values.Count(one => one.Count > 0 && !one.Exists(attribute.IsGood));

        // One person who is off is nothing odd; all of several are off when the expression is the wrong way round.
        return values.Count >= 3 && values.TrueForAll(one => one.Exists(value => value.ValueKind == JsonValueKind.False)) ? values.Count : 0;
    }

    private static string Finding(string client, MappingCheck check, List<IReadOnlyList<(string Path, JsonElement Value)>> users)
    {
        var attribute = check.Mapping.Attribute;
        if (check.Verdict == MappingVerdict.Odd)
        {
            return attribute == MappingTarget.Active
                ? GuideTexts.AllInactive
                : GuideTexts.FormatNoAddress(People(check.Odd));
        }

        if (attribute == MappingTarget.WorkEmail && users.Any(user => user.Any(sent => sent.Path.StartsWith("emails", StringComparison.OrdinalIgnoreCase) && !attribute.IsIn(sent) && sent.Path.EndsWith(".value", StringComparison.OrdinalIgnoreCase))))
            return GuideTexts.FormatNoWorkAddress(People(check.Missing), attribute.Path);
        return check.Verdict switch
        {
            MappingVerdict.Missing when attribute == MappingTarget.Active => GuideTexts.FormatNeverSent(client),
            MappingVerdict.Missing => GuideTexts.FormatSentForNobody(client),
            _ => check.Missing == 1 ? GuideTexts.FormatOneLacks(check.Users) : GuideTexts.FormatSomeLack(check.Missing, check.Users),
        };
    }

    private static string People(int count) => count == 1 ? GuideTexts.OnePerson : GuideTexts.FormatManyPeople(count);

    private static bool Seen(IReadOnlyList<ActivityMark> marks, ActivityRule rule) => marks.Any(mark => mark.Name == rule.Mark);

    private static IReadOnlyList<(string Path, JsonElement Value)> Read(byte[] document)
    {
        using var user = JsonDocument.Parse(document);
        return [.. SentPaths.Of(user.RootElement.Clone())];
    }
}
