namespace Pirros.Admin.Activity;

/// <summary>Says in plain words what a request was.</summary>
public static class ActivitySentence
{
    /// <summary>One sentence without a full stop, such as "Updated Ana Lima".</summary>
    public static string Of(ActivityRecord record)
    {
        var whom = record.Subject ?? (record.Path.StartsWith("/Groups", StringComparison.OrdinalIgnoreCase) ? "a group" : "a user");
        var done = record.What switch
        {
            ActivityKind.Refused => "Refused: the token was not accepted",
            ActivityKind.MatchMiss => $"Looked for {record.Subject ?? "someone"}: no match",
            ActivityKind.MatchHit => $"Looked for {record.Subject ?? "someone"}: found",
            ActivityKind.List => record.Path.StartsWith("/Groups", StringComparison.OrdinalIgnoreCase) ? "Listed groups" : "Listed users",
            ActivityKind.Read => $"Read {whom}",
            ActivityKind.Created => $"Created {whom}",
            ActivityKind.Restored => $"Restored {whom}, who had been deactivated",
            ActivityKind.Updated => $"Updated {whom}",
            ActivityKind.MembersChanged => $"Changed who is in {whom}",
            ActivityKind.Unchanged => $"Updated {whom}: nothing changed",
            ActivityKind.Deactivated => $"Deactivated {whom}",
            ActivityKind.Reactivated => $"Reactivated {whom}",
            ActivityKind.Deleted => $"Deleted {whom}",
            ActivityKind.Discovery => "Read what the endpoint offers",
            _ => $"{record.Method} {record.Path}",
        };
        return record.Succeeded || record.What == ActivityKind.Refused ? done : $"Not done: {Attempt(record, whom)}";
    }

    private static string Attempt(ActivityRecord record, string whom) => record.Method.ToUpperInvariant() switch
    {
        "POST" => $"create {whom}",
        "PUT" or "PATCH" => $"update {whom}",
        "DELETE" => $"delete {whom}",
        _ => $"{record.Method} {record.Path}",
    };
}
