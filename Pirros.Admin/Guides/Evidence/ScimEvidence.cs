using Pirros.Admin.Activity;
using Pirros.Admin.Guides.Mappings;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Guides.Evidence;

/// <summary>What the requests of any SCIM client show.</summary>
internal static class ScimEvidence
{
    public static readonly ActivityRule TokenAccepted = new("token-accepted", record => record.Token is not null && record.What != ActivityKind.Refused);

    public static readonly ActivityRule TokenRefused = new("token-refused", record => record.What == ActivityKind.Refused && record.Details.Refusal is not (TokenRefusal.Scope or TokenRefusal.Address));

    public static readonly ActivityRule UserMatched = new("user-matched", record => MatchFilter.Of(record) is { } filter && !EntraEvidence.IsProbe(filter));

    public static readonly ActivityRule UserCreated = new("user-created", record => IsOfUsers(record) && record is { Succeeded: true, What: ActivityKind.Created or ActivityKind.Restored });

    public static readonly ActivityRule UserNotCreated = new("user-not-created", record => IsOfUsers(record) && record is { Method: "POST", Status: >= 400 and not 401 and not 429 });

    public static readonly ActivityRule UserUpdated = new("user-updated", record => IsOfUsers(record) && record is { Succeeded: true, What: ActivityKind.Updated });

    public static readonly ActivityRule UserDeactivated = new("user-deactivated", record => IsOfUsers(record) && record is { Succeeded: true, What: ActivityKind.Deactivated or ActivityKind.Deleted });

    public static readonly ActivityRule GroupWritten = new("group-written", record => IsOfGroups(record) && record is { Succeeded: true, What: ActivityKind.Created or ActivityKind.Updated or ActivityKind.MembersChanged });

    public static IReadOnlyList<ActivityRule> Rules { get; } =
    [
        TokenAccepted, TokenRefused, UserMatched, UserCreated, UserNotCreated, UserUpdated, UserDeactivated, GroupWritten,
        .. MappingTarget.All.Select(attribute => attribute.Rule),
    ];

    /// <summary>The token that a client has is not accepted.</summary>
    public static StepTrouble Refused(string next) => new(TokenRefused, TokenAccepted, GuideTexts.SeenRefused, next);

    /// <summary>A user was looked for.</summary>
    public static StepEvidence Matched(string awaited) => new(UserMatched, GuideTexts.SeenMatched, awaited);

    /// <summary>A user was created.</summary>
    public static StepEvidence Created(string awaited) => new(UserCreated, GuideTexts.SeenCreated, awaited);

    /// <summary>A user was to be created, and was not.</summary>
    public static StepTrouble NotCreated => new(UserNotCreated, UserCreated, GuideTexts.SeenNotCreated, GuideTexts.NextNotCreated);

    /// <summary>A user was changed.</summary>
    public static StepEvidence Updated(string awaited) => new(UserUpdated, GuideTexts.SeenUpdated, awaited);

    /// <summary>A user was deactivated.</summary>
    public static StepEvidence Deactivated(string awaited) => new(UserDeactivated, GuideTexts.SeenDeactivated, awaited);

    /// <summary>A group or its members were written.</summary>
    public static StepEvidence Group(string awaited) => new(GroupWritten, GuideTexts.SeenGroup, awaited);

    private static bool IsOfUsers(ActivityRecord record) => MatchFilter.IsOfUsers(record.Path);

    private static bool IsOfGroups(ActivityRecord record)
        => record.Path.StartsWith("/Groups", StringComparison.OrdinalIgnoreCase) && (record.Path.Length == 7 || record.Path[7] is '/' or '?');
}
