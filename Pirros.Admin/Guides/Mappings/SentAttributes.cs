using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Guides.Evidence;

namespace Pirros.Admin.Guides.Mappings;

/// <summary>Which of the five attributes a request carried with a good value. This is asked of every write, so its body is read once, and no further than it may lead.</summary>
internal static class SentAttributes
{
    // The rules of one record are asked one after the other.
    [ThreadStatic]
    private static (ActivityRecord? Record, IReadOnlyCollection<MappingTarget> Sent) s_last;

    /// <summary>The attributes of a write of a user that was carried out; none of any other request.</summary>
    public static IReadOnlyCollection<MappingTarget> Of(ActivityRecord record)
    {
        if (!ReferenceEquals(s_last.Record, record))
            s_last = (record, record.Succeeded && record.Details.Request is { } body && record.Method is "POST" or "PUT" or "PATCH" && MatchFilter.IsOfUsers(record.Path) ? OfBody(body) : []);
        return s_last.Sent;
    }

    private static List<MappingTarget> OfBody(string text)
    {
        try
        {
            using var body = JsonDocument.Parse(text);
            var found = new List<MappingTarget>(MappingTarget.All.Count);
            foreach (var sent in SentPaths.Of(body.RootElement, MappingTarget.MayBeginWith))
            {
                foreach (var attribute in MappingTarget.All)
                {
                    if (attribute.IsIn(sent) && attribute.IsGood(sent.Value) && !found.Contains(attribute))
                        found.Add(attribute);
                }
            }

            return found;
        }
        catch (JsonException)
        {
            // Too long a body is kept shortened; the next one shows it.
            return [];
        }
    }
}
