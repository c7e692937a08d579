using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pirros.Admin.Storage;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A failure of the database is told from one of the program, by the drivers' own codes.</summary>
public sealed class StoreFaultsTests
{
    private readonly StoreFaults _faults = new();

    [Theory]
    [InlineData(5, StoreFault.Busy)]
    [InlineData(6, StoreFault.Busy)]
    [InlineData(13, StoreFault.Full)]
    [InlineData(14, StoreFault.Unreachable)]
    [InlineData(8, StoreFault.ReadOnly)]
    [InlineData(10, StoreFault.Damaged)]
    [InlineData(11, StoreFault.Damaged)]
    [InlineData(26, StoreFault.Damaged)]
    [InlineData(19, null)]
    [InlineData(1, null)]
    public void Sqlite(int code, StoreFault? fault) => Assert.Equal(fault, _faults.FaultOf(new SqliteException("", code)));

    [Theory]
    [InlineData("53100", StoreFault.Full)]
    [InlineData("53300", StoreFault.Busy)]
    [InlineData("25006", StoreFault.ReadOnly)]
    [InlineData("57P01", StoreFault.Unreachable)]
    [InlineData("57P03", StoreFault.Unreachable)]
    [InlineData("08006", StoreFault.Unreachable)]
    [InlineData("40P01", StoreFault.Busy)]
    [InlineData("55P03", StoreFault.Busy)]
    [InlineData("58030", StoreFault.Damaged)]
    [InlineData("XX001", StoreFault.Damaged)]
    [InlineData("23505", null)]
    [InlineData("42P01", null)]
    public void Postgres(string state, StoreFault? fault) => Assert.Equal(fault, _faults.FaultOf(new PostgresException("", "ERROR", "ERROR", state)));

    [Fact]
    public void What_wraps_it_is_looked_into()
    {
        Assert.Equal(StoreFault.Full, _faults.FaultOf(new DbUpdateException("", new SqliteException("", 13))));
        Assert.Equal(StoreFault.Busy, _faults.FaultOf(new NpgsqlException("The pool is exhausted", new TimeoutException())));
        Assert.Equal(StoreFault.Unreachable, _faults.FaultOf(new NpgsqlException("Failed to connect", new IOException())));
        Assert.Null(_faults.FaultOf(new InvalidOperationException("", new ArgumentException("x"))));
    }
}
