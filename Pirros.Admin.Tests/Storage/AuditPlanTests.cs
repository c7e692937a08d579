using Microsoft.Data.Sqlite;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sqlite;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A page of the audit is read from an index in its order, from the place where it begins on, with whatever filter: asked of SQLite's planner.</summary>
public sealed class AuditPlanTests
{
    private static readonly TenantId Tenant = new("acme");
    private static readonly AuditPosition Place = AuditPosition.Of(DateTimeOffset.UnixEpoch);

    public static TheoryData<AuditFilter, string> Filters() => new()
    {
        { new AuditFilter(), "IX_audit_at_id ({0})" },
        { new AuditFilter(Tenant), "IX_audit_tenant_id_at_id (tenant_id=? AND {0})" },
        { new AuditFilter(Person: "x"), "IX_audit_actor_id_at_id (actor_id=? AND {0})" },
        { new AuditFilter(Tenant, Person: "x"), "IX_audit_tenant_id_actor_id_at_id (tenant_id=? AND actor_id=? AND {0})" },
        { new AuditFilter(Kind: "token"), "IX_audit_kind_at_id (kind=? AND {0})" },
        { new AuditFilter(Tenant, Kind: "token"), "IX_audit_tenant_id_kind_at_id (tenant_id=? AND kind=? AND {0})" },
        { new AuditFilter(Tenant, Person: "x", Kind: "token"), "IX_audit_tenant_id_actor_id_at_id (tenant_id=? AND actor_id=? AND {0})" },
        { new AuditFilter(Tenant, ConnectionId.New(), "x", "token"), "IX_audit_connection_id_at_id (connection_id=? AND {0})" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Page_is_read_from_its_index(AuditFilter filter, string index)
    {
        await using var store = await TestStore.OnSqliteAsync();
        var day = filter with { From = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch.AddDays(1) };
        var first = AuditSql.Of(filter, default, 51, store.Get<SqlDialect>());
        Assert.DoesNotContain(await PlanAsync(store, first.Text, first.Arguments), step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        foreach (var (asked, turn, range) in new[]
        {
            (filter, new AuditTurn(Before: Place), "(at,id)<(?,?)"),
            (filter, new AuditTurn(After: Place), "(at,id)>(?,?)"),
            (day, default, "(at,id)>(?,?) AND (at,id)<(?,?)"),
            (day, new AuditTurn(Before: Place), "(at,id)>(?,?) AND (at,id)<(?,?)"),
        })
        {
            var sql = AuditSql.Of(asked, turn, 51, store.Get<SqlDialect>());
            var plan = await PlanAsync(store, sql.Text, sql.Arguments);
            Assert.Contains($"SEARCH a USING INDEX {string.Format(System.Globalization.CultureInfo.InvariantCulture, index, range)}", plan);
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step.StartsWith("SCAN", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(true, "(tenant_id=? AND actor_id>?)")]
    [InlineData(false, "(actor_id>?)")]
    public async Task People_are_found_by_steps_in_an_index(bool ofTenant, string step)
    {
        await using var store = await TestStore.OnSqliteAsync();
        var plan = await PlanAsync(store, AuditStore.PeopleSql(ofTenant), ofTenant ? [50, "acme"] : [50]);
        Assert.Contains(plan, s => s.StartsWith("SEARCH a ", StringComparison.Ordinal) && s.EndsWith(step, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, s => s.StartsWith("SCAN a", StringComparison.Ordinal) || s.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static async Task<List<string>> PlanAsync(TestStore store, string sql, object?[] arguments)
    {
        await using var session = await store.Get<SqliteConnections>().OpenAsync(TestContext.Current.CancellationToken);
        await using var explain = ((SqliteConnection)session.Connection).CreateCommand();
        explain.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        for (var i = 0; i < arguments.Length; i++)
            explain.Parameters.AddWithValue($"@p{i}", arguments[i]);
        var plan = new List<string>();
        await using var rows = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(rows.GetString(3));
        return plan;
    }
}
