using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Says in plain words what a request was. No full stop at the end.</summary>
public static class ActivitySentence
{
    private const int MostAttributes = 3;

    /// <summary>What was done, without who did it: "Updated Ana Lima: title, department".</summary>
    public static string Of(ActivityRecord record) => (record.What, record.Succeeded) switch
    {
        (ActivityKind.Refused, _) => $"Refused: {Refusal(record)}",
        (_, false) => $"Not done: {Attempt(record)}",
        _ => Done(record) is var done ? char.ToUpperInvariant(done[0]) + done[1..] : "",
    };

    /// <summary>Who did what, where something tells who: "Microsoft Entra ID updated Ana Lima: title, department".</summary>
    /// <param name="record">The request.</param>
    /// <param name="made">What its connection was made for.</param>
    public static string Of(ActivityRecord record, IdentityProvider made)
        => ClientRecognition.Of(record, made).Name is { } who ? $"{who} {Did(record)}" : Of(record);

    /// <summary>What was done, to follow the name of who did it: "updated Ana Lima: title, department".</summary>
    public static string Did(ActivityRecord record) => (record.What, record.Succeeded) switch
    {
        (ActivityKind.Refused, _) => $"was refused: {Refusal(record)}",
        (_, false) => $"could not {Attempt(record)}",
        _ => Done(record),
    };

    private static string Refusal(ActivityRecord record)
        => record.Details.Refusal is { } why ? $"the token {RefusalSentence.InShort(why)}" : "the token was not accepted";

    private static string Done(ActivityRecord record)
    {
        var whom = Whom(record);
        return record.What switch
        {
            ActivityKind.MatchMiss => $"looked for {record.Subject ?? "someone"}: no match",
            ActivityKind.MatchHit => $"looked for {record.Subject ?? "someone"}: found",
            ActivityKind.List => IsOfGroups(record) ? "listed groups" : "listed users",
            ActivityKind.Read => $"read {whom}",
            ActivityKind.Created => $"created {whom}",
            ActivityKind.Restored => $"restored {whom}, who had been deactivated",
            ActivityKind.Updated => $"updated {whom}{Attributes(record)}",
            ActivityKind.MembersChanged => $"changed who is in {whom}",
            ActivityKind.Unchanged => $"updated {whom}: nothing changed",
            ActivityKind.Deactivated => $"deactivated {whom}",
            ActivityKind.Reactivated => $"reactivated {whom}",
            ActivityKind.Deleted => $"deleted {whom}",
            ActivityKind.Discovery => "read what the endpoint offers",
            ActivityKind.Bulk => $"sent a bulk request: {record.Subject}",
            _ => $"sent {record.Method} {record.Path}",
        };
    }

    private static string Attempt(ActivityRecord record) => record.Method.ToUpperInvariant() switch
    {
        "POST" when record.Path.StartsWith("/Bulk", StringComparison.OrdinalIgnoreCase) => "carry out a bulk request",
        "POST" when record.Path.Contains("/.search", StringComparison.OrdinalIgnoreCase) => $"search {record.Path}",
        "POST" => $"create {Whom(record)}",
        "PUT" or "PATCH" => $"update {Whom(record)}",
        "DELETE" => $"delete {Whom(record)}",
        _ => $"get {record.Path}",
    };

    private static string Whom(ActivityRecord record) => record.Subject ?? (IsOfGroups(record) ? "a group" : "a user");

    private static bool IsOfGroups(ActivityRecord record) => record.Path.StartsWith("/Groups", StringComparison.OrdinalIgnoreCase);

    private static string Attributes(ActivityRecord record)
    {
        var names = record.Details.Changes.Select(change => AttributeName(change.Path)).Distinct(StringComparer.Ordinal).ToList();
        return names.Count switch
        {
            0 => "",
            <= MostAttributes => $": {string.Join(", ", names)}",
            _ => $": {string.Join(", ", names.Take(MostAttributes))} and {names.Count - MostAttributes} more",
        };
    }

    /// <summary>An attribute as people know it: <c>urn:…:User:department</c> is "department", <c>emails[type eq "work"].value</c> is "emails".</summary>
    private static string AttributeName(string path)
    {
        var urn = path.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? path[(path.LastIndexOf(':') + 1)..] : path;
        var list = urn.IndexOf('[', StringComparison.Ordinal);
        if (list >= 0)
            return urn[..list];
        var part = urn.IndexOf('.', StringComparison.Ordinal);
        return part < 0 ? urn : urn.StartsWith("name.", StringComparison.Ordinal) ? urn[(part + 1)..] : urn[..part];
    }
}
