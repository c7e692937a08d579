using System.Runtime.CompilerServices;
using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Guides.Evidence;

namespace Pirros.Admin.Guides.Mappings;

/// <summary>Which of the five attributes a request carried with a good value. Its body is read once, however many rules ask.</summary>
internal static class SentAttributes
{
    private static readonly ConditionalWeakTable<ActivityRecord, IReadOnlySet<MappingTarget>> Read = [];
    private static readonly IReadOnlySet<MappingTarget> None = new HashSet<MappingTarget>();

    /// <summary>The attributes of a write of a user that was carried out; none of any other request.</summary>
    public static IReadOnlySet<MappingTarget> Of(ActivityRecord record)
        => record.Succeeded && record.Details.Request is not null && record.Method is "POST" or "PUT" or "PATCH" && MatchFilter.IsOfUsers(record.Path) ? Read.GetValue(record, OfBody) : None;

    private static IReadOnlySet<MappingTarget> OfBody(ActivityRecord record)
    {
        try
        {
            using var body = JsonDocument.Parse(record.Details.Request!);
            return SentPaths.Of(body.RootElement)
                .SelectMany(sent => MappingTarget.All.Where(attribute => attribute.IsIn(sent) && attribute.IsGood(sent.Value)))
                .ToHashSet();
        }
        catch (JsonException)
        {
            // Too long a body is kept shortened; the next one shows it.
            return None;
        }
    }
}
