using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Requests to paths that do not exist: what the base URL in the provider's console has too much.</summary>
internal static class UnknownPaths
{
    private const int Shown = 3;

    public static Finding Say(DiagnosisFacts facts)
    {
        var (terms, url) = (facts.Terms, facts.Terms.Values.ScimUrl);
        var wrong = facts.Latest.Where(record => record.Status == 404 && ScimPath.FaultOf(record.Path) != PathFault.None).ToList();
        var fault = wrong.Count == 0 ? PathFault.Other : ScimPath.FaultOf(wrong[0].Path);
        Sentence says = fault switch
        {
            PathFault.Doubled => $"The {url} in {terms.Name} holds the path {"/scim/v2":mono} twice, so its requests find nothing.",
            PathFault.EndsInType => $"The {url} in {terms.Name} has {FirstOf(wrong[0]):mono} at its end, which {terms.Name} adds by itself, so its requests find nothing.",
            _ => $"{terms.Subject} asks for a path that is not there{(wrong.Count == 0 ? "." : ": ")}{(wrong.Count == 0 ? "" : PathOf(wrong[0])):mono}",
        };
        return new Finding(
            ConnectionCondition.PathUnknown,
            says,
            $"In {terms.Name}, open {terms.Credentials}, paste the {url} below exactly as it is, and choose {terms.Test}.")
        {
            Act = FindingAct.ShowValues,
            Evidence = [$"{terms.Name} reports this as wrong credentials, though the token was accepted."],
            Requests = [.. wrong.Take(Shown)],
        };
    }

    private static string FirstOf(ActivityRecord record) => $"/{record.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[0]}";

    private static string PathOf(ActivityRecord record)
    {
        var path = record.Path.Split('?')[0];
        return path.Length > 60 ? $"{path[..59]}…" : path;
    }
}
