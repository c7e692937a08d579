using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Decides, in the transaction that deactivates somebody, whether the brake lets it through, and writes its receipt. Only deactivations come here, so nothing else pays for it.</summary>
internal sealed class DeactivationGate(SqlDialect dialect, TimeProvider clock)
{
    // Held until the transaction ends: deactivations of one connection pass one after the other.
    private readonly string _lock = $"SELECT mode,percent,minimum,minutes,released_until FROM brakes WHERE connection_id=@p0{dialect.ForUpdate}";

    // The directory of a pre-flight run is no connection, and has no brake.
    private const string Prepare = """
        INSERT INTO brakes(connection_id,mode,percent,minimum,minutes,warned) SELECT id,@p1,@p2,@p3,@p4,0 FROM connections WHERE id=@p0
        ON CONFLICT(connection_id) DO NOTHING
        """;

    private const string Facts = """
        SELECT CAST((SELECT COALESCE(SUM(people),0) FROM deactivation_minutes WHERE connection_id=@p0 AND minute>@p1) AS bigint),
        CAST((SELECT COALESCE(SUM(active),0) FROM directory_counts WHERE connection_id=@p0 AND type='User') AS bigint),
        (SELECT deactivated_at FROM resources WHERE connection_id=@p0 AND type='User' AND id=@p2),
        CASE WHEN h.decided_until>@p3 THEN h.verdict END, h.first_at
        FROM (SELECT 1 AS one) o LEFT JOIN held_deactivations h ON h.connection_id=@p0 AND h.user_id=@p2
        """;

    private const string Hold = """
        INSERT INTO held_deactivations(connection_id,user_id,first_at,last_at,attempts) VALUES(@p0,@p1,@p2,@p2,1)
        ON CONFLICT(connection_id,user_id) DO UPDATE SET last_at=excluded.last_at, attempts=held_deactivations.attempts+1,
        verdict=CASE WHEN held_deactivations.decided_until>excluded.last_at THEN held_deactivations.verdict END
        """;

    private const string Receipt = "INSERT INTO deactivations(connection_id,blocked_at,id,user_id,received_at,held_since,deleted,beyond) VALUES(@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7)";

    private const string Count = """
        INSERT INTO deactivation_minutes(connection_id,minute,people) VALUES(@p0,@p1,1)
        ON CONFLICT(connection_id,minute) DO UPDATE SET people=deactivation_minutes.people+1
        """;

    private const string Uncount = "UPDATE deactivation_minutes SET people=people-1 WHERE connection_id=@p0 AND minute=@p1 AND people>0";

    private const string Forget = "DELETE FROM deactivation_minutes WHERE connection_id=@p0 AND minute<=@p1";

    private const string Warn = "UPDATE brakes SET warned=warned+1, warned_from=COALESCE(warned_from,@p1), warned_at=@p1 WHERE connection_id=@p0";

    private const string Unhold = "DELETE FROM held_deactivations WHERE connection_id=@p0 AND user_id=@p1";

    /// <summary>
    /// Asks about a deactivation, and writes nothing: the caller then either notes with <see cref="HoldAsync"/> that it was held, or carries it out and adds <see cref="Pass"/>.
    /// </summary>
    /// <param name="sql">The transaction.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="user">The user.</param>
    /// <param name="origin">What it comes from.</param>
    /// <returns>What is to become of it; null where the brake is not asked: in the directory of a pre-flight run, and where something is taken back.</returns>
    public async ValueTask<BrakeAnswer?> AskAsync(SqlSession sql, ConnectionId connection, string user, WriteOrigin origin)
    {
        if (origin.Undoes || await LockAsync(sql, connection) is not var (settings, releasedUntil))
            return null;
        var now = clock.GetUtcNow();
        var since = MinuteOf(now) - settings.Minutes;
        var (recent, active, last, verdict, heldSince) = await sql.FirstAsync(
            Facts,
            [connection.Value, since, user, now.UtcTicks],
            row => (row.GetInt64(0), row.GetInt64(1), Moment(row, 2), row.IsDBNull(3) ? null : row.GetString(3), Moment(row, 4)),
            CancellationToken.None);
        if (last is { } counted && MinuteOf(counted) > since)
            recent--;
        var beyond = settings.IsBeyond(active, recent);
        var passage = verdict switch
        {
            nameof(BrakeVerdict.Rejected) => DeactivationPassage.Rejected,
            nameof(BrakeVerdict.Released) => DeactivationPassage.Released,
            _ when !beyond || settings.Mode == BrakeMode.Off => DeactivationPassage.Usual,
            _ when settings.Mode == BrakeMode.Warn => DeactivationPassage.Warned,
            _ => releasedUntil > now ? DeactivationPassage.Released : DeactivationPassage.Held,
        };
        return new BrakeAnswer(passage, now, beyond, last, heldSince);
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
        => scope.LastOfAll(() => Passed(connection, user, change, origin, deleted, answer));

    /// <summary>What is written of one that goes through, at the moment when that is sent to the database together with the commit.</summary>
    private IEnumerable<SqlStatement> Passed(ConnectionId connection, string user, Guid change, WriteOrigin origin, bool deleted, BrakeAnswer answer)
    {
        var now = clock.GetUtcNow();

        // A clock that was set back in between must not let anybody be blocked before the request came.
        var blocked = origin.Received is { } received && received > now ? received : now;
        var (id, minute) = (connection.Value, MinuteOf(answer.At));
        yield return new SqlStatement(Receipt, [id, blocked.UtcTicks, change, user, (origin.Received ?? now).UtcTicks, answer.HeldSince?.UtcTicks, deleted, answer.Beyond]);
        if (answer.HeldSince is not null)
            yield return new SqlStatement(Unhold, [id, user]);

        // Somebody who came and went counts once, by the last time; in the same minute that is counted already.
        if (answer.Last is not { } counted || MinuteOf(counted) != minute)
        {
            yield return new SqlStatement(Forget, [id, minute - BrakeSettings.MostMinutes]);
            if (answer.Last is { } before)
                yield return new SqlStatement(Uncount, [id, MinuteOf(before)]);
            yield return new SqlStatement(Count, [id, minute]);
        }

        if (answer.Passage == DeactivationPassage.Warned)
            yield return new SqlStatement(Warn, [id, blocked.UtcTicks]);
    }

    /// <summary>Locks the brake of a connection, and makes it when there is none; null where there is no such connection.</summary>
    public async ValueTask<(BrakeSettings Settings, DateTimeOffset? ReleasedUntil)?> LockAsync(SqlSession sql, ConnectionId connection)
    {
        if (await ReadAsync(sql, connection) is { } there)
            return there;
        var usual = BrakeSettings.Default;
        await sql.ExecuteAsync(Prepare, [connection.Value, usual.Mode.ToString(), usual.Percent, usual.Minimum, usual.Minutes], CancellationToken.None);
        return await ReadAsync(sql, connection);
    }

    private ValueTask<(BrakeSettings, DateTimeOffset?)?> ReadAsync(SqlSession sql, ConnectionId connection) => sql.FirstAsync<(BrakeSettings, DateTimeOffset?)?>(
        _lock,
        [connection.Value],
        row => (
            new BrakeSettings(Enum.Parse<BrakeMode>(row.GetString(0)), (int)row.GetInt64(1), (int)row.GetInt64(2), (int)row.GetInt64(3)),
            Moment(row, 4)),
        CancellationToken.None);

    private static DateTimeOffset? Moment(ISqlRow row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);

    private static long MinuteOf(DateTimeOffset moment) => moment.UtcTicks / TimeSpan.TicksPerMinute;
}

/// <summary>What the brake says to a deactivation.</summary>
/// <param name="Passage">What is to become of it.</param>
/// <param name="At">The moment by which it counts, which the user keeps as <c>deactivated_at</c>.</param>
/// <param name="Beyond">Whether it is beyond what is usual.</param>
/// <param name="Last">By which moment the user was counted before; null when never.</param>
/// <param name="HeldSince">When it was first asked for, if it waited for a person.</param>
internal sealed record BrakeAnswer(DeactivationPassage Passage, DateTimeOffset At, bool Beyond, DateTimeOffset? Last, DateTimeOffset? HeldSince);
