using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Says in plain words what a request was. No full stop at the end.</summary>
public static class ActivitySentence
{
    private const int MostAttributes = 3;

    /// <summary>What was done, without who did it: "Updated Ana Lima: title, department".</summary>
    public static string Of(ActivityRecord record) => (record.What, record.Succeeded) switch
    {
        (ActivityKind.Refused, _) => ActivityTexts.FormatRefused(Refusal(record)),
        (_, false) => NotDone(record),
        _ => Done(record),
    };

    /// <summary>Who did what, where something tells who: "Microsoft Entra ID updated Ana Lima: title, department".</summary>
    /// <param name="record">The request.</param>
    /// <param name="made">What its connection was made for.</param>
    public static string Of(ActivityRecord record, IdentityProvider made)
        => ClientRecognition.Of(record, made).Name is { } who ? $"{who} {Did(record)}" : Of(record);

    /// <summary>What was done, to follow the name of who did it: "updated Ana Lima: title, department".</summary>
    public static string Did(ActivityRecord record) => (record.What, record.Succeeded) switch
    {
        (ActivityKind.Refused, _) => ActivityTexts.FormatWasRefused(Refusal(record)),
        (_, false) => CouldNot(record),
        _ => HasDone(record),
    };

    private static string Refusal(ActivityRecord record)
        => record.Details.Refusal is { } why ? RefusalSentence.InShort(why) : ActivityTexts.TokenNotAccepted;

    private static string Done(ActivityRecord record)
    {
        var whom = Whom(record);
        return record.What switch
        {
            ActivityKind.MatchMiss => ActivityTexts.FormatMatchMiss(record.Subject ?? ActivityTexts.Someone),
            ActivityKind.MatchHit => ActivityTexts.FormatMatchHit(record.Subject ?? ActivityTexts.Someone),
            ActivityKind.List => IsOfGroups(record) ? ActivityTexts.ListedGroups : ActivityTexts.ListedUsers,
            ActivityKind.Read => ActivityTexts.FormatRead(whom),
            ActivityKind.Created => ActivityTexts.FormatCreated(whom),
            ActivityKind.Restored => ActivityTexts.FormatRestored(whom),
            ActivityKind.Updated => Attributes(record) is { } names ? ActivityTexts.FormatUpdatedNamed(whom, names) : ActivityTexts.FormatUpdated(whom),
            ActivityKind.MembersChanged => ActivityTexts.FormatMembersChanged(whom),
            ActivityKind.Unchanged => ActivityTexts.FormatUnchanged(whom),
            ActivityKind.Deactivated => ActivityTexts.FormatDeactivated(whom),
            ActivityKind.Reactivated => ActivityTexts.FormatReactivated(whom),
            ActivityKind.Deleted => ActivityTexts.FormatDeleted(whom),
            ActivityKind.Discovery => ActivityTexts.Discovery,
            ActivityKind.Bulk => ActivityTexts.FormatBulk(record.Subject),
            _ => ActivityTexts.FormatSent(record.Method, record.Path),
        };
    }

    private static string HasDone(ActivityRecord record)
    {
        var whom = Whom(record);
        return record.What switch
        {
            ActivityKind.MatchMiss => ActivityTexts.FormatHasMatchMiss(record.Subject ?? ActivityTexts.Someone),
            ActivityKind.MatchHit => ActivityTexts.FormatHasMatchHit(record.Subject ?? ActivityTexts.Someone),
            ActivityKind.List => IsOfGroups(record) ? ActivityTexts.HasListedGroups : ActivityTexts.HasListedUsers,
            ActivityKind.Read => ActivityTexts.FormatHasRead(whom),
            ActivityKind.Created => ActivityTexts.FormatHasCreated(whom),
            ActivityKind.Restored => ActivityTexts.FormatHasRestored(whom),
            ActivityKind.Updated => Attributes(record) is { } names ? ActivityTexts.FormatHasUpdatedNamed(whom, names) : ActivityTexts.FormatHasUpdated(whom),
            ActivityKind.MembersChanged => ActivityTexts.FormatHasMembersChanged(whom),
            ActivityKind.Unchanged => ActivityTexts.FormatHasUnchanged(whom),
            ActivityKind.Deactivated => ActivityTexts.FormatHasDeactivated(whom),
            ActivityKind.Reactivated => ActivityTexts.FormatHasReactivated(whom),
            ActivityKind.Deleted => ActivityTexts.FormatHasDeleted(whom),
            ActivityKind.Discovery => ActivityTexts.HasDiscovery,
            ActivityKind.Bulk => ActivityTexts.FormatHasBulk(record.Subject),
            _ => ActivityTexts.FormatHasSent(record.Method, record.Path),
        };
    }

    private static string NotDone(ActivityRecord record) => AttemptOf(record) switch
    {
        Attempt.Bulk => ActivityTexts.NotBulk,
        Attempt.Search => ActivityTexts.FormatNotSearch(record.Path),
        Attempt.Create => ActivityTexts.FormatNotCreate(Whom(record)),
        Attempt.Update => ActivityTexts.FormatNotUpdate(Whom(record)),
        Attempt.Delete => ActivityTexts.FormatNotDelete(Whom(record)),
        _ => ActivityTexts.FormatNotGet(record.Path),
    };

    private static string CouldNot(ActivityRecord record) => AttemptOf(record) switch
    {
        Attempt.Bulk => ActivityTexts.CouldNotBulk,
        Attempt.Search => ActivityTexts.FormatCouldNotSearch(record.Path),
        Attempt.Create => ActivityTexts.FormatCouldNotCreate(Whom(record)),
        Attempt.Update => ActivityTexts.FormatCouldNotUpdate(Whom(record)),
        Attempt.Delete => ActivityTexts.FormatCouldNotDelete(Whom(record)),
        _ => ActivityTexts.FormatCouldNotGet(record.Path),
    };

    private static Attempt AttemptOf(ActivityRecord record) => record.Method.ToUpperInvariant() switch
    {
        "POST" when record.Path.StartsWith("/Bulk", StringComparison.OrdinalIgnoreCase) => Attempt.Bulk,
        "POST" when record.Path.Contains("/.search", StringComparison.OrdinalIgnoreCase) => Attempt.Search,
        "POST" => Attempt.Create,
        "PUT" or "PATCH" => Attempt.Update,
        "DELETE" => Attempt.Delete,
        _ => Attempt.Get,
    };

    private static string Whom(ActivityRecord record) => record.Subject ?? (IsOfGroups(record) ? ActivityTexts.AGroup : ActivityTexts.AUser);

    private static bool IsOfGroups(ActivityRecord record) => record.Path.StartsWith("/Groups", StringComparison.OrdinalIgnoreCase);

    private static string? Attributes(ActivityRecord record)
    {
        var names = record.Details.Changes.Select(change => AttributeName(change.Path)).Distinct(StringComparer.Ordinal).ToList();
        return names.Count switch
        {
            0 => null,
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

    private enum Attempt
    {
        Get,
        Search,
        Create,
        Update,
        Delete,
        Bulk,
    }
}
