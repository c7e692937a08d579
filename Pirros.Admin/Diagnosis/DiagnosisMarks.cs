using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis;

/// <summary>The signs of health that are kept while activity is written.</summary>
internal static class DiagnosisMarks
{
    private const string Users = "/Users";

    public static readonly IReadOnlyList<ActivityRule> Rules =
    [
        new(ConnectionSigns.Written, record => record.Succeeded && record.What is ActivityKind.Created or ActivityKind.Restored or ActivityKind.Updated or ActivityKind.MembersChanged
            or ActivityKind.Unchanged or ActivityKind.Deactivated or ActivityKind.Reactivated or ActivityKind.Deleted),
        new(ConnectionSigns.PathUnknown, record => record.Status == 404 && ScimPath.FaultOf(record.Path) != PathFault.None),
        new(ConnectionSigns.FilterRefused, IsRefusedFilter),
        new(ConnectionSigns.FilterAnswered, record => record.What is ActivityKind.MatchMiss or ActivityKind.MatchHit && OfUsers(record)),
        new(ConnectionSigns.Duplicate, IsDuplicate),
        new(ConnectionSigns.Invalid, IsInvalidUser),
        new(ConnectionSigns.TokenLimited, IsLimited),
        new(ConnectionSigns.HeldMark, record => record.IsHeld),
    ];

    public static bool IsRefusedFilter(ActivityRecord record) => record is { Status: 400, Details.ScimType: "invalidFilter", Method: "GET" } && OfUsers(record);

    public static bool IsDuplicate(ActivityRecord record) => record is { Status: 409, Details.ScimType: "uniqueness" } && OfUsers(record);

    public static bool IsInvalidUser(ActivityRecord record) => record is { Status: 400, Method: "POST" or "PUT" or "PATCH" } && OfUsers(record);

    public static bool IsLimited(ActivityRecord record) => record is { What: ActivityKind.Refused, Details.Refusal: TokenRefusal.Scope or TokenRefusal.Address };

    private static bool OfUsers(ActivityRecord record) => record.Path.StartsWith(Users, StringComparison.OrdinalIgnoreCase) && ScimPath.FaultOf(record.Path) == PathFault.None;
}
