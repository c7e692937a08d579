using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Records that are written together, with what they add to the marks and the hours of their connections, so that nobody ever counts through activity.</summary>
public sealed class ActivityBatch
{
    /// <summary>Sums up records by the rules.</summary>
    public ActivityBatch(IReadOnlyList<ActivityRecord> records, IReadOnlyList<ActivityRule> rules)
    {
        var marks = new Dictionary<(ConnectionId, string), ActivityMark>();
        var hours = new Dictionary<(ConnectionId, DateTimeOffset), ActivityHour>();
        foreach (var record in records)
        {
            foreach (var rule in rules)
            {
                if (rule.Holds(record))
                    Add(marks, record, rule.Mark);
            }

            Add(hours, record);
        }

        // In one order everywhere, in which no two writers wait for each other.
        (Records, Marks, Hours) = (records, Ordered(marks), Ordered(hours));
    }

    /// <summary>The records.</summary>
    public IReadOnlyList<ActivityRecord> Records { get; }

    /// <summary>What they add to the marks of each connection.</summary>
    public IReadOnlyList<(ConnectionId Connection, ActivityMark Mark)> Marks { get; }

    /// <summary>What they add to the hours of each connection.</summary>
    public IReadOnlyList<(ConnectionId Connection, ActivityHour Hour)> Hours { get; }

    private static void Add(Dictionary<(ConnectionId, string), ActivityMark> marks, ActivityRecord record, string name)
    {
        var key = (record.Connection, name);
        if (!marks.TryGetValue(key, out var mark))
            mark = new ActivityMark(name, record.At, record.At, 0, record.Address, record.Subject);
        var newest = record.At >= mark.LastAt;
        marks[key] = new ActivityMark(
            name,
            record.At < mark.FirstAt ? record.At : mark.FirstAt,
            newest ? record.At : mark.LastAt,
            mark.Count + 1,
            newest ? record.Address : mark.LastAddress,
            newest ? record.Subject : mark.LastSubject);
    }

    private static void Add(Dictionary<(ConnectionId, DateTimeOffset), ActivityHour> hours, ActivityRecord record)
    {
        var at = record.At.ToUniversalTime();
        var start = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero);
        var hour = hours.GetValueOrDefault((record.Connection, start)) ?? new ActivityHour(start, 0, 0, 0);
        var refused = record.What == ActivityKind.Refused;
        hours[(record.Connection, start)] = hour with
        {
            Requests = hour.Requests + 1,
            Refused = hour.Refused + (refused ? 1 : 0),
            Failed = hour.Failed + (!refused && !record.Succeeded ? 1 : 0),
            Deactivated = hour.Deactivated + (EndsUser(record) ? 1 : 0),
        };
    }

    private static bool EndsUser(ActivityRecord record)
        => record.What == ActivityKind.Deactivated || (record.What == ActivityKind.Deleted && record.Path.StartsWith("/Users", StringComparison.OrdinalIgnoreCase));

    private static List<(ConnectionId, T)> Ordered<TKey, T>(Dictionary<(ConnectionId Connection, TKey Key), T> sums)
        => sums.OrderBy(one => one.Key.Connection.Value, StringComparer.Ordinal).ThenBy(one => one.Key.Key).Select(one => (one.Key.Connection, one.Value)).ToList();
}
