using System.Runtime.InteropServices;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>By how much the numbers of resources, and of those who were deactivated in a minute, change in a transaction: added up, and written once for all the work in it.</summary>
internal sealed class DirectoryCounts(DirectoryCountStatements statements)
{
    private const string User = nameof(User);
    private readonly Dictionary<(ConnectionId Connection, string Type), (int Total, int Active)> _sums = [];
    private readonly Dictionary<(ConnectionId Connection, long Minute), int> _deactivated = [];

    public void Add(ConnectionId connection, ResourceType type, int total, int active)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (connection, type.Name), out _);
        sum = (sum.Total + total, sum.Active + active);
    }

    /// <summary>Counts people as deactivated in a minute of <see cref="BrakeFacts.MinuteOf"/>, or no longer in that one.</summary>
    public void AddDeactivated(ConnectionId connection, long minute, int people)
        => CollectionsMarshal.GetValueRefOrAddDefault(_deactivated, (connection, minute), out _) += people;

    /// <summary>How many users became active and are not yet written so; less than zero when more ceased to be.</summary>
    public int ActiveUsers(ConnectionId connection) => _sums.GetValueOrDefault((connection, User)).Active;

    /// <summary>How many were deactivated after a minute and are not yet written so.</summary>
    public int DeactivatedAfter(ConnectionId connection, long minute)
    {
        var people = 0;
        foreach (var (of, some) in _deactivated)
        {
            if (of.Connection == connection && of.Minute > minute)
                people += some;
        }

        return people;
    }

    /// <summary>Statements for what is not yet written.</summary>
    public IReadOnlyList<SqlStatement> Take()
    {
        if (_sums.Count == 0 && _deactivated.Count == 0)
            return [];
        List<SqlStatement> taken = [];
        foreach (var of in _deactivated.GroupBy(one => one.Key.Connection))
        {
            taken.Add(new SqlStatement(DirectoryCountStatements.Forget, [of.Key.Value, of.Max(one => one.Key.Minute) - BrakeSettings.MostMinutes]));

            // In the order of minutes, also where clocks differ, so that no two wait for each other.
            taken.AddRange(of.Where(one => one.Value != 0).OrderBy(one => one.Key.Minute).Select(one => new SqlStatement(statements.Deactivated, [of.Key.Value, one.Key.Minute, one.Value])));
        }

        foreach (var ((connection, type), (total, active)) in _sums)
        {
            if (total != 0 || active != 0)
                taken.Add(new SqlStatement(statements.Sum, [connection.Value, type, total, active]));
        }

        Clear();
        return taken;
    }

    /// <summary>Forgets what is not yet written: the transaction is undone.</summary>
    public void Clear()
    {
        _sums.Clear();
        _deactivated.Clear();
    }
}

/// <summary>What <see cref="DirectoryCounts"/> writes with. Writers at the same time change different rows.</summary>
internal sealed class DirectoryCountStatements(SqlDialect dialect)
{
    public const string Forget = "DELETE FROM deactivation_minutes WHERE connection_id=@p0 AND minute<=@p1";

    public string Sum { get; } = $"""
        INSERT INTO directory_counts(connection_id,type,slot,total,active) VALUES(@p0,@p1,{dialect.CounterSlot},@p2,@p3)
        ON CONFLICT(connection_id,type,slot) DO UPDATE SET total=directory_counts.total+excluded.total, active=directory_counts.active+excluded.active
        """;

    // Few rows, since each deactivation adds up those of as many minutes as are looked at.
    public string Deactivated { get; } = $"""
        INSERT INTO deactivation_minutes(connection_id,minute,slot,people) VALUES(@p0,@p1,{dialect.CounterSlot}%8,@p2)
        ON CONFLICT(connection_id,minute,slot) DO UPDATE SET people=deactivation_minutes.people+excluded.people
        """;
}
