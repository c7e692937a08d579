using System.Globalization;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Says in plain words what a request was. No full stop at the end.</summary>
public static class ActivitySentence
{
    private const int MostAttributes = 3;

    /// <summary>What was done, without who did it: "Updated Ana Lima: title, department".</summary>
    public static string Of(ActivityRecord record) => Say(record, named: false);

    /// <summary>Who did what, where something tells who: "Microsoft Entra ID updated Ana Lima: title, department".</summary>
    /// <param name="record">The request.</param>
    /// <param name="made">What its connection was made for.</param>
    public static string Of(ActivityRecord record, IdentityProvider made)
        => ClientRecognition.Of(record, made).Name is { } who ? $"{who} {Did(record)}" : Of(record);

    /// <summary>What was done, to follow the name of who did it: "updated Ana Lima: title, department".</summary>
    public static string Did(ActivityRecord record) => Say(record, named: true);

    private static string Say(ActivityRecord record, bool named)
    {
        var (forms, what) = (record.What, record.Succeeded) switch
        {
            (ActivityKind.Refused, _) => (ActivityTexts.Refused, record.Details.Refusal is { } why ? RefusalSentence.InShort(why) : ActivityTexts.TokenNotAccepted),
            (_, false) => Attempt(record),
            _ => Done(record),
        };

        // A text holds how it is said alone and, behind a bar, how it follows a name.
        var bar = forms.IndexOf('|', StringComparison.Ordinal);
        return string.Format(CultureInfo.CurrentCulture, named ? forms[(bar + 1)..] : forms[..bar], what, Attributes(record));
    }

    private static (string Forms, string? What) Done(ActivityRecord record) => record.What switch
    {
        ActivityKind.MatchMiss => (ActivityTexts.MatchMiss, record.Subject ?? ActivityTexts.Someone),
        ActivityKind.MatchHit => (ActivityTexts.MatchHit, record.Subject ?? ActivityTexts.Someone),
        ActivityKind.List => (IsOfGroups(record) ? ActivityTexts.ListedGroups : ActivityTexts.ListedUsers, null),
        ActivityKind.Read => (ActivityTexts.Read, Whom(record)),
        ActivityKind.Created => (ActivityTexts.Created, Whom(record)),
        ActivityKind.Restored => (ActivityTexts.Restored, Whom(record)),
        ActivityKind.Updated => (record.Details.Changes.Count == 0 ? ActivityTexts.Updated : ActivityTexts.UpdatedNamed, Whom(record)),
        ActivityKind.MembersChanged => (ActivityTexts.MembersChanged, Whom(record)),
        ActivityKind.Unchanged => (ActivityTexts.Unchanged, Whom(record)),
        ActivityKind.Deactivated => (ActivityTexts.Deactivated, Whom(record)),
        ActivityKind.Reactivated => (ActivityTexts.Reactivated, Whom(record)),
        ActivityKind.Deleted => (ActivityTexts.Deleted, Whom(record)),
        ActivityKind.Discovery => (ActivityTexts.Discovery, null),
        ActivityKind.Bulk => (ActivityTexts.Bulk, record.Subject),
        _ => (ActivityTexts.Sent, $"{record.Method} {record.Path}"),
    };

    private static (string Forms, string? What) Attempt(ActivityRecord record) => record.Method.ToUpperInvariant() switch
    {
        "POST" when record.Path.StartsWith("/Bulk", StringComparison.OrdinalIgnoreCase) => (ActivityTexts.NotBulk, null),
        "POST" when record.Path.Contains("/.search", StringComparison.OrdinalIgnoreCase) => (ActivityTexts.NotSearch, record.Path),
        "POST" => (ActivityTexts.NotCreate, Whom(record)),
        "PUT" or "PATCH" => (ActivityTexts.NotUpdate, Whom(record)),
        "DELETE" => (ActivityTexts.NotDelete, Whom(record)),
        _ => (ActivityTexts.NotGet, record.Path),
    };

    private static string Whom(ActivityRecord record) => record.Subject ?? (IsOfGroups(record) ? ActivityTexts.AGroup : ActivityTexts.AUser);

    private static bool IsOfGroups(ActivityRecord record) => record.Path.StartsWith("/Groups", StringComparison.OrdinalIgnoreCase);

    private static string Attributes(ActivityRecord record)
    {
        var names = record.Details.Changes.Select(change => AttributeName(change.Path)).Distinct(StringComparer.Ordinal).ToList();
        return names.Count switch
        {
            <= MostAttributes => string.Join(", ", names),
            _ => ActivityTexts.FormatAndMore(string.Join(", ", names.Take(MostAttributes)), names.Count - MostAttributes),
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
