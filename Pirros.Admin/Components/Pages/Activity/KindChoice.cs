using Pirros.Admin.Activity;

namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>A choice of the filter by kind.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Words">Its name on the page.</param>
/// <param name="Kinds">The kinds that it stands for.</param>
public sealed record KindChoice(string Key, string Words, IReadOnlyCollection<ActivityKind> Kinds)
{
    private static readonly PerLanguage<IReadOnlyList<KindChoice>> Choices = new(() =>
    [
        new("changes", ActivityPageTexts.AllChanges,
        [
            ActivityKind.Created, ActivityKind.Restored, ActivityKind.Updated, ActivityKind.MembersChanged, ActivityKind.Deactivated, ActivityKind.Reactivated, ActivityKind.Deleted,
        ]),
        new("created", ActivityPageTexts.CreatedOrRestored, [ActivityKind.Created, ActivityKind.Restored]),
        new("updated", ActivityPageTexts.Updated, [ActivityKind.Updated, ActivityKind.Unchanged]),
        new("members", ActivityPageTexts.GroupMembers, [ActivityKind.MembersChanged]),
        new("deactivated", ActivityPageTexts.DeactivatedOrDeleted, [ActivityKind.Deactivated, ActivityKind.Deleted]),
        new("reactivated", ActivityPageTexts.Reactivated, [ActivityKind.Reactivated, ActivityKind.Restored]),
        new("matches", ActivityPageTexts.LookedForSomeone, [ActivityKind.MatchHit, ActivityKind.MatchMiss]),
        new("reads", ActivityPageTexts.ReadOrListed, [ActivityKind.Read, ActivityKind.List, ActivityKind.Discovery]),
        new("bulk", ActivityPageTexts.BulkRequests, [ActivityKind.Bulk]),
        new("refused", ActivityPageTexts.RefusedForToken, [ActivityKind.Refused]),
    ]);

    public static IReadOnlyList<KindChoice> All => Choices.Value;
}
