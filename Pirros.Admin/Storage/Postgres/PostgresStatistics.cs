using Npgsql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>
/// Tells PostgreSQL's planner soon what a first sync does to the tables. While it has no statistics it takes any two indexes for equally good and may read a whole
/// connection to find one user; its own autovacuum looks only once a minute, and a first sync makes tens of thousands of users in that time.
/// </summary>
internal sealed partial class PostgresStatistics(NpgsqlDataSource source, TimeProvider clock, ILogger<PostgresStatistics> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // From a hundred rows on, and then each time that a table has grown by half. What changes more slowly is left to autovacuum.
    private const string Outgrown = """
        SELECT s.relname FROM pg_stat_user_tables s JOIN pg_class c ON c.oid=s.relid
        WHERE s.schemaname=current_schema() AND s.relname IN ('resources','resource_emails','group_members') AND s.n_live_tup > 100 + 1.5 * greatest(c.reltuples,0)
        """;

    /// <summary>Analyzes the tables that have outgrown their statistics; those that another process works on are passed over.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var tables = new List<string>();
        await using (var find = new NpgsqlCommand(Outgrown, connection))
        {
            await using var row = await find.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
                tables.Add(row.GetString(0));
        }

        foreach (var table in tables)
        {
            // The names are those of the query above.
            await using var analyze = new NpgsqlCommand($"ANALYZE (SKIP_LOCKED) {table}", connection);
            await analyze.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
                await TryRefreshAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nothing is lost: the statistics are the database's.
        }
    }

    private async Task TryRefreshAsync(CancellationToken cancel)
    {
        try
        {
            await RefreshAsync(cancel);
        }
        catch (NpgsqlException error)
        {
            Failed(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The statistics of the tables could not be brought up to date; that is tried again, and autovacuum does it too")]
    private partial void Failed(Exception error);
}
