using Pirros.Admin.Activity;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>Says who made a person inactive, when, and by which request.</summary>
internal static class InactiveSentence
{
    /// <param name="record">The request; null when it is not kept any more.</param>
    /// <param name="provider">Who sends the requests of the connection.</param>
    public static string Of(ActivityRecord? record, IdentityProvider provider)
    {
        if (record is null)
            return $"The request that made this person inactive is older than the activity that is kept. {Words.Client(provider)} knows why: look at the person's assignment there.";
        var done = record.What == ActivityKind.Deactivated ? "set active to false" : record.What == ActivityKind.Created ? "created this person as inactive" : "sent this person again, as inactive";
        var from = record.Address is null ? "" : $" from {record.Address}";
        var client = record.UserAgent is null ? "" : $", calling itself {record.UserAgent}";
        return $"{Words.Client(provider)} {done} on {Words.Exact(record.At)}, by {record.Method} {PathOf(record)}{from}{client}.";
    }

    private static string PathOf(ActivityRecord record) => record.Path.Split('?')[0];
}
