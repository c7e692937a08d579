using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Decides, in the transaction that deactivates somebody, whether the brake lets it through, and writes its receipt. Only deactivations come here, so nothing else pays for it.</summary>
internal sealed class DeactivationGate(SqlDialect dialect, TimeProvider clock)
{
    // So many may deactivate in the same moment; what decides then is not known before they have committed.
    private const int AtOnce = 100;

    // Held until the transaction ends.
    private readonly string _lock = $"SELECT mode,percent,minimum,minutes,released_until FROM brakes WHERE connection_id=@p0{dialect.ForUpdate}";

    // The directory of a pre-flight run is no connection, and has no brake.
    private const string Prepare = """
        INSERT INTO brakes(connection_id,mode,percent,minimum,minutes) SELECT id,@p1,@p2,@p3,@p4 FROM connections WHERE id=@p0
        ON CONFLICT(connection_id) DO NOTHING
        """;

    private const string Facts = """
        SELECT b.mode, b.percent, b.minimum, b.minutes, b.released_until,
        CAST((SELECT COALESCE(SUM(people),0) FROM deactivation_minutes WHERE connection_id=@p0 AND minute>@p1-b.minutes) AS bigint),
        CAST((SELECT COALESCE(SUM(active),0) FROM directory_counts WHERE connection_id=@p0 AND type='User') AS bigint),
        (SELECT deactivated_at FROM resources WHERE connection_id=@p0 AND type='User' AND id=@p2),
        CASE WHEN h.decided_until>@p3 THEN h.verdict END, h.first_at
        FROM brakes b LEFT JOIN held_deactivations h ON h.connection_id=@p0 AND h.user_id=@p2 WHERE b.connection_id=@p0
        """;

    private const string Hold = """
        INSERT INTO held_deactivations(connection_id,user_id,first_at,last_at,attempts) VALUES(@p0,@p1,@p2,@p2,1)
        ON CONFLICT(connection_id,user_id) DO UPDATE SET last_at=excluded.last_at, attempts=held_deactivations.attempts+1,
        verdict=CASE WHEN held_deactivations.decided_until>excluded.last_at THEN held_deactivations.verdict END
        """;

    private const string Receipt = "INSERT INTO deactivations(connection_id,blocked_at,id,user_id,received_at,held_since,deleted,beyond) VALUES(@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7)";

    // As in directory_counts, writers at the same time change different rows.
    private readonly string _warn = $"""
        INSERT INTO brake_warnings(connection_id,slot,people,first_at,last_at) VALUES(@p0,{dialect.CounterSlot}%8,1,@p1,@p1)
        ON CONFLICT(connection_id,slot) DO UPDATE SET people=brake_warnings.people+1, last_at=excluded.last_at
        """;

    private const string Unhold = "DELETE FROM held_deactivations WHERE connection_id=@p0 AND user_id=@p1";

    /// <summary>
    /// Asks about a deactivation, and writes nothing: the caller then either notes with <see cref="HoldAsync"/> that it was held, or carries it out and adds <see cref="Pass"/>.
    /// </summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="user">The user.</param>
    /// <param name="origin">What it comes from.</param>
    /// <returns>What is to become of it; null where the brake is not asked: in the directory of a pre-flight run, and where something is taken back.</returns>
    public async ValueTask<BrakeAnswer?> AskAsync(WriteScope scope, ConnectionId connection, string user, WriteOrigin origin)
    {
        if (origin.Undoes || await FactsAsync(scope.Sql, connection, user, scope.Counts) is not { } facts)
            return null;
        if (!dialect.IsInProcess && facts.IsClose(AtOnce))
        {
            // The lock waits for whoever is as close, and only what is read after it counts them.
            await LockAsync(scope.Sql, connection);
            if (await FactsAsync(scope.Sql, connection, user, scope.Counts) is not { } settled)
                return null;
            facts = settled;
        }

        return AnswerTo(facts);
    }

    /// <summary>The same before the transaction, for a deactivation that is then written only if the user is as they were; null where it can be told only within, or where it must not be carried out.</summary>
    public async ValueTask<BrakeAnswer?> AskAheadAsync(SqlSession sql, ConnectionId connection, string user, WriteOrigin origin)
    {
        if (origin.Undoes || await ReadFactsAsync(sql, connection, user, null) is not { } facts || facts.IsClose(AtOnce))
            return null;
        return AnswerTo(facts) is { Passage: DeactivationPassage.Usual or DeactivationPassage.Warned, HeldSince: null } answer ? answer : null;
    }

    /// <summary>Notes that a deactivation was asked for and held, or asked for again after a person had rejected it.</summary>
    public async ValueTask HoldAsync(SqlSession sql, ConnectionId connection, string user)
        => await sql.ExecuteAsync(Hold, [connection.Value, user, clock.GetUtcNow().UtcTicks], CancellationToken.None);

    /// <summary>Adds to the commit what is written of a deactivation that is carried out.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="answer">What the brake said to it.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="user">The user.</param>
    /// <param name="change">The id of the change.</param>
    /// <param name="origin">What it comes from.</param>
    /// <param name="deleted">Whether the user is deleted.</param>
    public void Pass(WriteScope scope, BrakeAnswer answer, ConnectionId connection, string user, Guid change, WriteOrigin origin, bool deleted)
    {
        scope.LastOfAll(() => Passed(connection, user, change, origin, deleted, answer));

        // Somebody who came and went counts once, by the last time; in the same minute that is counted already.
        var (minute, former) = (BrakeFacts.MinuteOf(answer.At), answer.Last is { } last ? BrakeFacts.MinuteOf(last) : long.MinValue);
        if (former == minute)
            return;
        scope.Counts.AddDeactivated(connection, minute, 1);
        if (former > minute - BrakeSettings.MostMinutes)
            scope.Counts.AddDeactivated(connection, former, -1);
    }

    /// <summary>What is written of one that goes through, at the moment when that is sent to the database together with the commit.</summary>
    private IEnumerable<SqlStatement> Passed(ConnectionId connection, string user, Guid change, WriteOrigin origin, bool deleted, BrakeAnswer answer)
    {
        var now = clock.GetUtcNow();

        // A clock that was set back in between must not let anybody be blocked before the request came.
        var blocked = origin.Received is { } received && received > now ? received : now;
        var id = connection.Value;
        yield return new SqlStatement(Receipt, [id, blocked.UtcTicks, change, user, (origin.Received ?? now).UtcTicks, SqlNull.Or(answer.HeldSince?.UtcTicks), deleted, answer.Beyond]);
        if (answer.HeldSince is not null)
            yield return new SqlStatement(Unhold, [id, user]);

        if (answer.Passage == DeactivationPassage.Warned)
            yield return new SqlStatement(_warn, [id, blocked.UtcTicks]);
    }

    /// <summary>Locks the brake of a connection, and makes it when there is none; null where there is no such connection.</summary>
    public async ValueTask<(BrakeSettings Settings, DateTimeOffset? ReleasedUntil)?> LockAsync(SqlSession sql, ConnectionId connection)
    {
        if (await ReadAsync(sql, connection) is { } there)
            return there;
        await PrepareAsync(sql, connection);
        return await ReadAsync(sql, connection);
    }

    private async ValueTask<BrakeFacts?> FactsAsync(SqlSession sql, ConnectionId connection, string user, DirectoryCounts? unwritten)
    {
        if (await ReadFactsAsync(sql, connection, user, unwritten) is { } there)
            return there;
        await PrepareAsync(sql, connection);
        return await ReadFactsAsync(sql, connection, user, unwritten);
    }

    private ValueTask<BrakeFacts?> ReadFactsAsync(SqlSession sql, ConnectionId connection, string user, DirectoryCounts? unwritten)
    {
        var now = clock.GetUtcNow();
        return sql.FirstAsync(Facts, [connection.Value, BrakeFacts.MinuteOf(now), user, now.UtcTicks], row => BrakeFacts.Read(row, now, connection, unwritten), CancellationToken.None);
    }

    private static BrakeAnswer AnswerTo(BrakeFacts facts)
    {
        var passage = facts.Verdict switch
        {
            nameof(BrakeVerdict.Rejected) => DeactivationPassage.Rejected,
            nameof(BrakeVerdict.Released) => DeactivationPassage.Released,
            _ when !facts.IsBeyond() || facts.Settings.Mode == BrakeMode.Off => DeactivationPassage.Usual,
            _ when facts.Settings.Mode == BrakeMode.Warn => DeactivationPassage.Warned,
            _ => facts.ReleasedUntil > facts.At ? DeactivationPassage.Released : DeactivationPassage.Held,
        };
        return new BrakeAnswer(passage, facts.At, facts.IsBeyond(), facts.Last, facts.HeldSince);
    }

    private static async ValueTask PrepareAsync(SqlSession sql, ConnectionId connection)
    {
        var usual = BrakeSettings.Default;
        await sql.ExecuteAsync(Prepare, [connection.Value, usual.Mode.ToString(), usual.Percent, usual.Minimum, usual.Minutes], CancellationToken.None);
    }

    private ValueTask<(BrakeSettings, DateTimeOffset?)?> ReadAsync(SqlSession sql, ConnectionId connection)
        => sql.FirstAsync<(BrakeSettings, DateTimeOffset?)?>(_lock, [connection.Value], row => (BrakeFacts.ReadSettings(row), BrakeFacts.Moment(row, 4)), CancellationToken.None);
}

/// <summary>What the brake says to a deactivation.</summary>
/// <param name="Passage">What is to become of it.</param>
/// <param name="At">The moment by which it counts, which the user keeps as <c>deactivated_at</c>.</param>
/// <param name="Beyond">Whether it is beyond what is usual.</param>
/// <param name="Last">By which moment the user was counted before; null when never.</param>
/// <param name="HeldSince">When it was first asked for, if it waited for a person.</param>
internal sealed record BrakeAnswer(DeactivationPassage Passage, DateTimeOffset At, bool Beyond, DateTimeOffset? Last, DateTimeOffset? HeldSince);
