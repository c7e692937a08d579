using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Records that are written together, with what they add to the marks and the hours of their connections, so that nobody ever counts through activity.</summary>
public sealed class ActivityBatch
{
    /// <summary>Sums up records by the rules.</summary>
    public ActivityBatch(IReadOnlyList<ActivityRecord> records, IReadOnlyList<ActivityRule> rules)
    {
        var marks = new Dictionary<(ConnectionId, string), MarkSum>();
        var hours = new Dictionary<(ConnectionId, long), HourSum>();
        foreach (var record in records)
        {
            foreach (var rule in rules)
            {
                var key = (record.Connection, rule.Mark);
                if ((rule.IsCounted || !marks.ContainsKey(key)) && rule.Holds(record))
                    SumOf(marks, key).Add(record);
            }

            SumOf(hours, (record.Connection, record.At.UtcTicks / TimeSpan.TicksPerHour)).Add(record);
        }

        // In one order everywhere, in which no two writers wait for each other.
        (Records, Marks, Hours) = (records, Ordered(marks, (sum, name) => sum.ToMark(name)), Ordered(hours, (sum, hour) => sum.ToHour(hour)));
    }

    /// <summary>The records.</summary>
    public IReadOnlyList<ActivityRecord> Records { get; }

    /// <summary>What they add to the marks of each connection.</summary>
    public IReadOnlyList<(ConnectionId Connection, ActivityMark Mark)> Marks { get; }

    /// <summary>What they add to the hours of each connection.</summary>
    public IReadOnlyList<(ConnectionId Connection, ActivityHour Hour)> Hours { get; }

    private static TSum SumOf<TKey, TSum>(Dictionary<TKey, TSum> sums, TKey key)
        where TKey : notnull
        where TSum : new()
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new TSum());
        return sum;
    }

    private static List<(ConnectionId, T)> Ordered<TKey, TSum, T>(Dictionary<(ConnectionId Connection, TKey Key), TSum> sums, Func<TSum, TKey, T> made)
        => sums.OrderBy(one => one.Key.Connection.Value, StringComparer.Ordinal).ThenBy(one => one.Key.Key).Select(one => (one.Key.Connection, made(one.Value, one.Key.Key))).ToList();

    private sealed class MarkSum
    {
        private ActivityRecord? _newest;
        private DateTimeOffset _firstAt;
        private long _count;

        public void Add(ActivityRecord record)
        {
            if (_newest is null || record.At < _firstAt)
                _firstAt = record.At;
            if (_newest is null || record.At >= _newest.At)
                _newest = record;
            _count++;
        }

        public ActivityMark ToMark(string name) => new(name, _firstAt, _newest!.At, _count, _newest.Address, _newest.Subject);
    }

    private sealed class HourSum
    {
        private long _requests;
        private long _refused;
        private long _failed;
        private long _deactivated;

        public void Add(ActivityRecord record)
        {
            _requests++;
            if (record.What == ActivityKind.Refused)
                _refused++;
            else if (!record.Succeeded)
                _failed++;
            if (EndsUser(record))
                _deactivated++;
        }

        public ActivityHour ToHour(long hour) => new(new DateTimeOffset(hour * TimeSpan.TicksPerHour, TimeSpan.Zero), _requests, _refused, _failed) { Deactivated = _deactivated };

        private static bool EndsUser(ActivityRecord record)
            => record.What == ActivityKind.Deactivated || (record.What == ActivityKind.Deleted && record.Path.StartsWith("/Users", StringComparison.OrdinalIgnoreCase));
    }
}
