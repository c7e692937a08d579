using Npgsql;
using Pirros.Admin.Storage.Postgres;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Rows that are sent as one statement are those that one statement for each would write, in every mixture of types and missing values.</summary>
public sealed class PostgresSessionTests(PostgresServer server)
{
    private const string Insert = "INSERT INTO gathered(n,t,b,i,s,g,y) VALUES(@p0,@p1,@p2,@p3,@p4,@p5,@p6)";
    private static readonly Guid Id = new("0199c3a0-abcd-7000-8000-00000000000f");

    [Fact]
    public async Task Rows_together_are_those_of_one_statement_each()
    {
        object?[][] rows =
        [
            [1L, "a", true, Id, 7, SqlNull.Number, new byte[] { 1, 0, 255 }],
            [2L, SqlNull.Text, false, SqlNull.Id, -7, 9L, Array.Empty<byte>()],
            [3L, "b, {\"c\"} \\ NULL", true, Id, 0, long.MinValue, new byte[] { 3 }],
        ];
        await AssertWrittenAsync([.. rows, .. Enumerable.Range(4, 300).Select(n => new object?[] { (long)n, $"t{n}", n % 2 == 0, Id, n, n % 3 == 0 ? SqlNull.Number : (object)(long)n, new byte[] { (byte)n } })]);

        // Missing first; a null that has no type; a column of two types: one statement each, and the same rows.
        await AssertWrittenAsync([[1L, SqlNull.Text, true, SqlNull.Id, 1, SqlNull.Number, new byte[] { 1 }], [2L, "x", true, Id, 1, 5L, new byte[] { 1 }]]);
        await AssertWrittenAsync([[1L, "x", true, Id, 1, 1L, new byte[] { 1 }], [2L, null, true, null, 1, null, null]]);
        await AssertWrittenAsync([[1L, "x", true, Id, 1, 1L, new byte[] { 1 }], [2, "y", true, Id, 1L, 2, new byte[] { 2 }]]);
    }

    [Fact]
    public async Task Statements_between_keep_their_place_and_many_of_one_are_few_to_the_server()
    {
        await using var session = await OpenAsync();
        object?[] Row(long number) => [number, "x", true, Id, 1, 1L, new byte[] { 1 }];
        await session.ExecuteAllAsync(
            [new(Insert, Row(1)), new(Insert, Row(2)), new("UPDATE gathered SET t=@p0 WHERE n<=@p1", ["old", 9L]), new(Insert, Row(3)), new("DELETE FROM gathered WHERE n=@p0", [3L]), new(Insert, Row(4)), new(Insert, Row(5))],
            TestContext.Current.CancellationToken);
        Assert.Equal(["1 old", "2 old", "4 x", "5 x"], await session.QueryAsync("SELECT n || ' ' || t FROM gathered ORDER BY n", [], row => row.GetString(0), TestContext.Current.CancellationToken));

        // The same text more than once, and what is no insert of one row, are not gathered.
        SqlStatement[] others = [new("UPDATE gathered SET t=@p0", ["a"]), new("UPDATE gathered SET t=@p0", ["b"])];
        Assert.Equal((2, 1), (PostgresRows.Together([new(Insert, Row(6)), new(Insert, Row(7)), others[0]], 0), PostgresRows.Together(others, 0)));
    }

    [Fact]
    public async Task Rows_that_are_selected_or_may_be_there_already_are_gathered_too()
    {
        const string select = "INSERT INTO gathered(n,t,b)\nSELECT e.column1,@p0 || e.column2,e.column3 FROM (VALUES(@p1,@p2,@p3)) e CROSS JOIN (SELECT 1 WHERE @p0<>'nobody') w";
        const string unlessThere = "INSERT INTO gathered(n,t) VALUES(@p0,@p1) ON CONFLICT DO NOTHING";
        var cancel = TestContext.Current.CancellationToken;
        await using var session = await OpenAsync();
        await session.ExecuteAsync("CREATE UNIQUE INDEX ON gathered(n)", [], cancel);
        SqlStatement[] statements =
        [
            new(select, ["a", 1L, "x", true]), new(select, ["a", 2L, SqlNull.Text, false]), new(select, ["b", 3L, "x", true]), new(select, ["nobody", 4L, "x", true]), new(select, ["nobody", 5L, "x", true]),
            new(unlessThere, [6L, "y"]), new(unlessThere, [6L, "z"]), new(unlessThere, [1L, "y"]), new(unlessThere, [7L, "y"]),
        ];
        Assert.Equal([2, 1, 1, 2, 4], new[] { 0, 1, 2, 3, 5 }.Select(from => PostgresRows.Together(statements, from)));
        await session.ExecuteAllAsync(statements, cancel);
        Assert.Equal(["1 ax", "2 -", "3 bx", "6 y", "7 y"], await session.QueryAsync("SELECT n || ' ' || COALESCE(t,'-') FROM gathered ORDER BY n", [], row => row.GetString(0), cancel));

        // A row whose parameters are not all it has, or not in their order, is written by itself.
        Assert.All(
            ["INSERT INTO g(a,b) VALUES(@p1,@p0)", "INSERT INTO g(a,b) VALUES(@p0,@p0)", "INSERT INTO g(a) SELECT e.column1 FROM (VALUES(@p0)) e WHERE 1=1", "INSERT INTO g(a) VALUES(@p0) ON CONFLICT(a) DO UPDATE SET a=1"],
            statement => Assert.False(PostgresRows.IsOneRow(statement)));
    }

    [Theory]
    [InlineData("SELECT @p0", "SELECT $1")]
    [InlineData("a=@p10 AND b=@p1 OR c=@p10", "a=$11 AND b=$2 OR c=$11")]
    [InlineData("no parameter '$1'", "no parameter '$1'")]
    public void Parameters_are_numbered_from_one(string sql, string positional) => Assert.Equal(positional, PositionalSql.Of(sql));

    private async Task AssertWrittenAsync(object?[][] rows)
    {
        const string read = "SELECT concat_ws('|', n, COALESCE(t,'-'), b, COALESCE(i::text,'-'), s, COALESCE(g::text,'-'), COALESCE(encode(y,'hex'),'-')) FROM gathered ORDER BY n";
        var cancel = TestContext.Current.CancellationToken;
        await using var session = await OpenAsync();
        foreach (var row in rows)
            await session.ExecuteAsync(Insert, row, cancel);
        var expected = await session.QueryAsync(read, [], row => row.GetString(0), cancel);
        await session.ExecuteAsync("DELETE FROM gathered", [], cancel);
        await session.ExecuteAllAsync([.. rows.Select(row => new SqlStatement(Insert, row))], cancel);
        Assert.Equal(expected, await session.QueryAsync(read, [], row => row.GetString(0), cancel));
        Assert.Equal(rows.Length, expected.Count);
    }

    private async Task<PostgresSession> OpenAsync()
    {
        var connection = new NpgsqlConnection(await server.CreateDatabaseAsync());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var session = new PostgresSession(connection);
        await session.ExecuteAsync("CREATE TEMPORARY TABLE gathered(n bigint, t varchar(40), b boolean, i uuid, s int, g bigint, y bytea)", [], TestContext.Current.CancellationToken);
        return session;
    }
}
