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
            return DirectoryPageTexts.FormatWhyUnknown(Words.Client(provider));
        var (who, when, request) = (Words.Client(provider), Words.Exact(record.At), RequestOf(record));
        return record.What switch
        {
            ActivityKind.Deactivated => DirectoryPageTexts.FormatWhyDeactivated(who, when, request),
            ActivityKind.Created => DirectoryPageTexts.FormatWhyCreated(who, when, request),
            _ => DirectoryPageTexts.FormatWhySentAgain(who, when, request),
        };
    }

    private static string RequestOf(ActivityRecord record)
    {
        var request = $"{record.Method} {record.Path.Split('?')[0]}";
        return (record.Address, record.UserAgent) switch
        {
            ({ } address, { } agent) => DirectoryPageTexts.FormatRequestFromAs(request, address, agent),
            ({ } address, null) => DirectoryPageTexts.FormatRequestFrom(request, address),
            (null, { } agent) => DirectoryPageTexts.FormatRequestAs(request, agent),
            _ => request,
        };
    }
}
