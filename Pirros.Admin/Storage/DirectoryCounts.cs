using System.Runtime.InteropServices;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>By how much the numbers of resources change in a transaction: added up, and written once for all the work in it.</summary>
/// <param name="statement">What writes a sum: <see cref="StatementOf"/> of the database.</param>
internal sealed class DirectoryCounts(string statement)
{
    private const string User = nameof(User);
    private readonly Dictionary<(ConnectionId Connection, string Type), (int Total, int Active)> _sums = [];

    public static string StatementOf(SqlDialect dialect) => $"""
        INSERT INTO directory_counts(connection_id,type,slot,total,active) VALUES(@p0,@p1,{dialect.CounterSlot},@p2,@p3)
        ON CONFLICT(connection_id,type,slot) DO UPDATE SET total=directory_counts.total+excluded.total, active=directory_counts.active+excluded.active
        """;

    public void Add(ConnectionId connection, ResourceType type, int total, int active)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, (connection, type.Name), out _);
        sum = (sum.Total + total, sum.Active + active);
    }

    /// <summary>How many users became active and are not yet written so; less than zero when more ceased to be.</summary>
    public int ActiveUsers(ConnectionId connection) => _sums.GetValueOrDefault((connection, User)).Active;

    /// <summary>Statements for what is not yet written.</summary>
    public IReadOnlyList<SqlStatement> Take()
    {
        if (_sums.Count == 0)
            return [];
        List<SqlStatement> statements = [];
        foreach (var ((connection, type), (total, active)) in _sums)
        {
            if (total != 0 || active != 0)
                statements.Add(new SqlStatement(statement, [connection.Value, type, total, active]));
        }

        _sums.Clear();
        return statements;
    }

    /// <summary>Forgets what is not yet written: the transaction is undone.</summary>
    public void Clear() => _sums.Clear();
}
