using Pirros.Admin.Activity;

namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>A choice of the filter by kind.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Words">Its name on the page.</param>
/// <param name="Kinds">The kinds that it stands for.</param>
public sealed record KindChoice(string Key, string Words, IReadOnlyCollection<ActivityKind> Kinds)
{
    public static IReadOnlyList<KindChoice> All { get; } =
    [
        new("changes", "All changes",
        [
            ActivityKind.Created, ActivityKind.Restored, ActivityKind.Updated, ActivityKind.MembersChanged, ActivityKind.Deactivated, ActivityKind.Reactivated, ActivityKind.Deleted,
        ]),
        new("created", "Created or restored", [ActivityKind.Created, ActivityKind.Restored]),
        new("updated", "Updated", [ActivityKind.Updated, ActivityKind.Unchanged]),
        new("members", "Group members", [ActivityKind.MembersChanged]),
        new("deactivated", "Deactivated or deleted", [ActivityKind.Deactivated, ActivityKind.Deleted]),
        new("reactivated", "Reactivated", [ActivityKind.Reactivated, ActivityKind.Restored]),
        new("matches", "Looked for someone", [ActivityKind.MatchHit, ActivityKind.MatchMiss]),
        new("reads", "Read or listed", [ActivityKind.Read, ActivityKind.List, ActivityKind.Discovery]),
        new("bulk", "Bulk requests", [ActivityKind.Bulk]),
        new("refused", "Refused for the token", [ActivityKind.Refused]),
    ];
}
