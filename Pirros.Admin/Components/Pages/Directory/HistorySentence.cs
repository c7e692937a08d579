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
            return record.Method == "DELETE" ? DirectoryPageTexts.DeleteNotDone : DirectoryPageTexts.UpdateNotDone;
        return record.What switch
        {
            ActivityKind.Created => DirectoryPageTexts.Created,
            ActivityKind.Restored => DirectoryPageTexts.RestoredAfter,
            ActivityKind.Deactivated => Also(record) is { } others ? DirectoryPageTexts.FormatDeactivatedAlso(others) : DirectoryPageTexts.Deactivated,
            ActivityKind.Reactivated => Also(record) is { } others ? DirectoryPageTexts.FormatReactivatedAlso(others) : DirectoryPageTexts.Reactivated,
            ActivityKind.MembersChanged => DirectoryPageTexts.MembersCame,
            ActivityKind.Unchanged => DirectoryPageTexts.NothingChanged,
            ActivityKind.Deleted => DirectoryPageTexts.Deleted,
            _ => record.Details.Changes.Count == 0 ? DirectoryPageTexts.Updated : DirectoryPageTexts.FormatChanged(List(record.Details.Changes)),
        };
    }

    private static string? Also(ActivityRecord record) => record.Details.Changes.Where(change => change.Path != "active").ToList() is { Count: > 0 } others ? List(others) : null;

    private static string List(IReadOnlyList<AttributeChange> changes)
    {
        var names = changes.Take(Named).Select(change => change.Path.Split(':')[^1]).ToList();
        var more = changes.Count - names.Count;
        return more > 0 ? DirectoryPageTexts.FormatAndMore(string.Join(", ", names), Words.Count(more)) : string.Join(", ", names);
    }
}
