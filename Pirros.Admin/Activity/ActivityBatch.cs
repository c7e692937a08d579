using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Records that are written together, with what they add to the marks and the hours of their connections, so that nobody ever counts through activity.</summary>
public sealed class ActivityBatch
{
    /// <summary>Sums up records by the rules.</summary>
    public ActivityBatch(IReadOnlyList<ActivityRecord> records, IReadOnlyList<ActivityRule> rules)
    {
        var sums = new Dictionary<ConnectionId, ConnectionSum>();
        foreach (var record in records)
        {
            if (!sums.TryGetValue(record.Connection, out var sum))
                sums.Add(record.Connection, sum = new ConnectionSum(rules));
            sum.Add(record);
        }

        // In one order everywhere, in which no two writers wait for each other.
        var ordered = sums.OrderBy(one => one.Key.Value, StringComparer.Ordinal).ToList();
        Records = records;
        Marks = [.. ordered.SelectMany(one => one.Value.Marks, (one, mark) => (one.Key, mark))];
        Hours = [.. ordered.SelectMany(one => one.Value.Hours, (one, hour) => (one.Key, hour))];
    }

    /// <summary>The records.</summary>
    public IReadOnlyList<ActivityRecord> Records { get; }

    /// <summary>What they add to the marks of each connection.</summary>
    public IReadOnlyList<(ConnectionId Connection, ActivityMark Mark)> Marks { get; }

    /// <summary>What they add to the hours of each connection.</summary>
    public IReadOnlyList<(ConnectionId Connection, ActivityHour Hour)> Hours { get; }

    private sealed class ConnectionSum(IReadOnlyList<ActivityRule> rules)
    {
        private readonly MarkSum?[] _marks = new MarkSum?[rules.Count];
        private readonly SortedDictionary<long, HourSum> _hours = [];

        public IEnumerable<ActivityMark> Marks => rules.Zip(_marks).Where(one => one.Second is not null).Select(one => one.Second!.ToMark(one.First.Mark)).OrderBy(mark => mark.Name, StringComparer.Ordinal);

        public IEnumerable<ActivityHour> Hours => _hours.Select(one => one.Value.ToHour(one.Key));

        public void Add(ActivityRecord record)
        {
            for (var i = 0; i < _marks.Length; i++)
            {
                if ((_marks[i] is null || rules[i].IsCounted) && rules[i].Holds(record))
                    (_marks[i] ??= new MarkSum()).Add(record);
            }

            var hour = record.At.UtcTicks / TimeSpan.TicksPerHour;
            if (!_hours.TryGetValue(hour, out var sum))
                _hours.Add(hour, sum = new HourSum());
            sum.Add(record);
        }
    }

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
