using Pirros.Admin.Activity;
using Pirros.Admin.Components.Shared;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>Says what a request did to the user or group whose page it is.</summary>
internal static class HistorySentence
{
    private const int Named = 3;

    public static string Of(ActivityRecord record)
    {
        if (!record.Succeeded)
            return $"Not done: {(record.Method == "DELETE" ? "delete" : "update")}";
        return record.What switch
        {
            ActivityKind.Created => "Created",
            ActivityKind.Restored => "Restored, after being inactive",
            ActivityKind.Deactivated => $"Deactivated{Also(record)}",
            ActivityKind.Reactivated => $"Reactivated{Also(record)}",
            ActivityKind.MembersChanged => "Members came or went",
            ActivityKind.Unchanged => "Nothing changed",
            ActivityKind.Deleted => "Deleted",
            _ => record.Details.Changes.Count == 0 ? "Updated" : $"Changed {List(record.Details.Changes)}",
        };
    }

    private static string Also(ActivityRecord record) => record.Details.Changes.Where(change => change.Path != "active").ToList() is { Count: > 0 } others ? $", changed {List(others)}" : "";

    private static string List(IReadOnlyList<AttributeChange> changes)
    {
        var names = changes.Take(Named).Select(change => change.Path.Split(':')[^1]).ToList();
        var more = changes.Count - names.Count;
        return more > 0 ? $"{string.Join(", ", names)} and {Words.Count(more)} more" : string.Join(", ", names);
    }
}
