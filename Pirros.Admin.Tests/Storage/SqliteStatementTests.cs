using Microsoft.Data.Sqlite;
using Pirros.Admin.Storage.Sqlite;

namespace Pirros.Admin.Tests.Storage;

/// <summary>What is bound to a statement comes back as it was, and is stored as the driver stores it, whether it lies in the statement's own room or is too long for that.</summary>
public sealed class SqliteStatementTests : IAsyncDisposable
{
    private const string Stored = "SELECT typeof(@p0), hex(@p0), typeof(@p1), hex(@p1), typeof(@p2), hex(@p2), typeof(@p3), typeof(@p4), @p4, typeof(@p5), @p5";
    private static readonly Guid Id = new("0199c3a0-abcd-7000-8000-00000000000f");
    private readonly SqliteSession _session;

    public SqliteStatementTests()
    {
        SqliteEngine.Configure();
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        _session = new SqliteSession(connection);
    }

    public async ValueTask DisposeAsync() => await _session.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_350)]
    [InlineData(2_000)]
    [InlineData(4_050)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(300_000)]
    public async Task Text_bytes_and_ids_come_back_however_long(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => i % 7 == 0 ? 'ä' : (char)('a' + (i % 26))));
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        // Twice: what was bound before is not there any more.
        foreach (var (one, two) in new[] { (text, bytes), ("b" + text, [.. bytes, 7]) })
        {
            var read = await _session.FirstAsync("SELECT @p0, @p1, @p2, @p0", [one, two, Id], row => (row.GetString(0), row.GetBytes(1), row.GetGuid(2), row.GetValue(3)), TestContext.Current.CancellationToken);
            Assert.Equal((one, Id, (object)one), (read.Item1, read.Item3, read.Item4));
            Assert.Equal(two, read.Item2);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5_000)]
    public async Task Values_are_stored_as_the_driver_stores_them(int length)
    {
        object?[] values = [new string('x', length) + "é", new byte[] { 0, 1, 255 }, Id, null, true, -4.5];
        var ours = await _session.FirstAsync(Stored, values, row => Enumerable.Range(0, row.FieldCount).Select(row.GetValue).ToList(), TestContext.Current.CancellationToken);
        await using var command = _session.Connection.CreateCommand();
        command.CommandText = Stored;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter($"@p{i}", values[i] ?? DBNull.Value));
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue), ours);
    }

    [Fact]
    public async Task Numbers_and_nothing_come_back()
    {
        var read = await _session.FirstAsync(
            "SELECT @p0, @p1, @p2, @p3, @p4",
            [long.MinValue, 7, 0.1, false, null],
            row => (row.GetInt64(0), row.GetInt64(1), row.GetDouble(2), row.GetBoolean(3), row.IsDBNull(4)),
            TestContext.Current.CancellationToken);
        Assert.Equal((long.MinValue, 7L, 0.1, false, true), read);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _session.FirstAsync("SELECT NULL", [], row => row.GetString(0), TestContext.Current.CancellationToken));
    }
}
