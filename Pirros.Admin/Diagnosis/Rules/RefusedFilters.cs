using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Users are looked for by an attribute that can't be searched, so none of them is found or created.</summary>
internal static class RefusedFilters
{
    private const int Shown = 3;
    private const string Filter = "filter=";

    public static Finding Say(DiagnosisFacts facts)
    {
        var terms = facts.Terms;
        var refused = facts.Latest.Where(DiagnosisMarks.IsRefusedFilter).ToList();
        Sentence says = refused.Count > 0 && AttributeOf(refused[0]) is { } attribute
            ? Sentence.Of(DiagnosisTexts.FilterAttribute, terms.Subject, attribute)
            : Sentence.Of(DiagnosisTexts.FilterSome, terms.Subject);
        Sentence next = facts.Summary.Connection.Provider switch
        {
            IdentityProvider.EntraId => Sentence.Of(DiagnosisTexts.FilterNextEntra, terms.Mappings, "userName"),
            IdentityProvider.Okta => Sentence.Of(DiagnosisTexts.FilterNextOkta, terms.Credentials, "userName"),
            _ => Sentence.Of(DiagnosisTexts.FilterNextOther, terms.Name, "userName", "externalId"),
        };
        return new Finding(ConnectionCondition.FilterRefused, says, next)
        {
            Act = FindingAct.ShowRequests,
            Evidence = [.. refused.Take(1).Where(record => record.Detail is not null).Select(record => Sentence.Of(DiagnosisTexts.FilterAnswer, record.Detail)), .. Quarantine.DistanceOf(facts)],
            Requests = [.. refused.Take(Shown)],
        };
    }

    /// <summary>The attribute that a filter begins with.</summary>
    internal static string? AttributeOf(ActivityRecord record)
    {
        var at = record.Path.IndexOf(Filter, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var filter = record.Path[(at + Filter.Length)..].TrimStart('+', ' ', '(');
        var end = filter.IndexOfAny(['+', ' ', '&']);
        return end is <= 0 or > 120 ? null : filter[..end];
    }
}
