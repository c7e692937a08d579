using Npgsql;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Postgres;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Members and their groups are looked up by key on PostgreSQL, also among as many as it would rather read whole: asked of the planner itself.</summary>
public sealed class PostgresPlanTests(PostgresServer server) : StoreContract(() => TestStore.OnPostgresAsync(server))
{
    [Fact]
    public async Task Who_comes_who_is_there_and_of_what_is_looked_up_and_the_directory_is_not_read()
    {
        var connection = (await Store.ConnectionAsync()).Id.Value;
        await using var source = await Store.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await RunAsync("""
            INSERT INTO resources(connection_id,id,type,name_key,active,created_at,modified_at,version,document,change_id)
            SELECT $1,'u' || n,'User','u' || n,true,0,0,1,convert_to(rpad(CAST(n AS text),500),'UTF8'),gen_random_uuid() FROM generate_series(1,2000) n
            """, connection);
        await RunAsync("INSERT INTO group_members(connection_id,group_id,member_id,member_type) SELECT $1,'g' || n%100,'u' || n,'User' FROM generate_series(1,2000) n", connection);
        await RunAsync("ANALYZE resources, group_members");
        var rows = new MembershipRows(new PostgresDialect());
        Assert.DoesNotContain("Seq Scan on resources", await PlanAsync(rows.FirstUnknownIn("@p1"), connection, """["u7"]"""), StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on resources", await PlanAsync(rows.Adding(""), connection, "g", """[["u7",null]]"""), StringComparison.Ordinal);

        Assert.DoesNotContain("Seq Scan", await PlanAsync(MembershipStore.MembersOf(new PostgresDialect()), connection, """["g7"]"""), StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", await PlanAsync(MembershipStore.GroupsOf(new PostgresDialect()), connection, """["u7"]"""), StringComparison.Ordinal);

        // The question that is not written so is the proof that the planner would.
        Assert.Contains("Seq Scan on resources", await PlanAsync("SELECT r.id FROM jsonb_array_elements_text(@p1::jsonb) AS j(value) CROSS JOIN resources r WHERE r.connection_id=@p0 AND r.type IN ('User','Group') AND r.id=j.value", connection, """["u7"]"""), StringComparison.Ordinal);

        async Task<string> PlanAsync(string sql, params string[] arguments)
        {
            await using var command = Command($"EXPLAIN {PositionalSql.Of(sql)}", arguments);
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            List<string> lines = [];
            while (await reader.ReadAsync(Cancel))
                lines.Add(reader.GetString(0));
            return string.Join('\n', lines);
        }

        async Task RunAsync(string sql, params string[] arguments)
        {
            await using var command = Command(sql, arguments);
            await command.ExecuteNonQueryAsync(Cancel);
        }

        NpgsqlCommand Command(string sql, string[] arguments)
        {
            var command = new NpgsqlCommand(sql, source);
            foreach (var argument in arguments)
                command.Parameters.Add(new NpgsqlParameter { Value = argument });
            return command;
        }
    }
}
