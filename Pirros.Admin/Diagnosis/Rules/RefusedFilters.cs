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
            ? (Sentence)$"{terms.Subject} looks for people by {attribute:mono}, which can't be searched here, so nobody is found or created."
            : $"{terms.Subject} looks for people by a filter that is not understood, so nobody is found or created.";
        Sentence next = facts.Summary.Connection.Provider switch
        {
            IdentityProvider.EntraId => $"In Microsoft Entra ID, open {terms.Mappings} → Provision Microsoft Entra ID Users, and set Match objects using this attribute on {"userName":mono} alone. An attribute of your own is declared under Custom attributes.",
            IdentityProvider.Okta => $"In Okta, open {terms.Credentials}, and set Unique identifier field for users to {"userName":mono}.",
            _ => $"Let {terms.Name} match people by {"userName":mono} or {"externalId":mono}.",
        };
        return new Finding(ConnectionCondition.FilterRefused, says, next)
        {
            Act = FindingAct.ShowRequests,
            Evidence = [.. refused.Take(1).Where(record => record.Detail is not null).Select(record => (Sentence)$"The answer said: {record.Detail}"), .. Quarantine.DistanceOf(facts)],
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
