using System.Data.Common;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Downstream;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>Users and groups, in prepared SQL that both databases understand: this is what every request of an identity provider runs.</summary>
internal sealed class ResourceStore(
    SqlSessionPool sessions, IWriteQueue writes, ResourcePages pages, MembershipRows members, DeactivationGate gate, DeactivationMetrics deactivations, DirectoryEventRows events, OutboxSignal signal, SqlDialect dialect) : IResourceStore
{
    // Without holding the row: whoever deactivates holds the brake first and the row after it, and the version is looked at again where it is written.
    private const string Active = "SELECT active FROM resources WHERE connection_id=@p0 AND type=@p1 AND id=@p2 AND version=@p3";
    private const string Delete = $"DELETE FROM resources WHERE connection_id=@p0 AND type=@p1 AND id=@p2 AND version=@p3 RETURNING active, external_id, document, {DirectoryEventRows.Watching}";
    private const string Columns = "connection_id,id,type,name_key,external_id,active,display_key,created_at,modified_at,version,document,change_id";
    private const string UnlessNameTaken = "ON CONFLICT(connection_id,type,name_key) DO NOTHING";
    private const string Former = "SELECT 1 FROM resources WHERE connection_id=@p0 AND type=@p1 AND external_id=@p2 AND NOT active LIMIT 1";

    private const string Insert = $"INSERT INTO resources({Columns}) VALUES(@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11) {UnlessNameTaken}";

    private const string InsertUnlessFormer = $"""
        INSERT INTO resources({Columns})
        SELECT @p0,@p1,@p2,@p3,CAST(@p4 AS varchar),@p5,@p6,@p7,@p8,@p9,@p10,@p11
        WHERE @p12 OR NOT EXISTS (SELECT 1 FROM resources o WHERE o.connection_id=@p0 AND o.type=@p2 AND o.external_id=CAST(@p4 AS varchar) AND CAST(o.active AS int)=0)
        {UnlessNameTaken}
        """;

    private readonly string _insert = events.Writing(Insert);
    private readonly string _insertUnlessFormer = events.Writing(InsertUnlessFormer);
    private readonly ResourceUpdate _update = new(events);

    private const string Of = "FROM resources r WHERE r.connection_id=@p0 AND r.type=@p1";
    private const string UserById = $"SELECT {ResourceRows.Columns} {Of} AND r.id=@p2";
    private const string UserByName = $"SELECT {ResourceRows.Columns} {Of} AND r.name_key=@p2";
    private const string GroupById = $"SELECT {ResourceRows.GroupColumns} {Of} AND r.id=@p2";
    private const string GroupByName = $"SELECT {ResourceRows.GroupColumns} {Of} AND r.name_key=@p2";

    // The casts keep both databases from reading all who are inactive, by the index that holds only them, and the sum keeps SQLite from reading the connection in the order of its changes to save the sorting of one or two rows.
    internal const string InactiveByExternalId = $"""
        SELECT {ResourceRows.Columns} FROM resources r WHERE r.connection_id=@p0 AND r.type=@p1 AND r.external_id=@p2 AND CAST(r.active AS int)=0
        AND NOT EXISTS (SELECT 1 FROM resources o WHERE o.connection_id=@p0 AND o.type=@p1 AND o.external_id=@p2 AND CAST(o.active AS int)<>0)
        ORDER BY r.modified_at+0 DESC LIMIT 1
        """;

    public ValueTask<StoredResource?> FindAsync(ConnectionId connection, ResourceType type, string id, CancellationToken cancel)
        => FirstAsync(type, type.HasMembers() ? GroupById : UserById, [connection.Value, type.Name, id], cancel);

    public ValueTask<StoredResource?> FindByNameAsync(ConnectionId connection, ResourceType type, string nameKey, CancellationToken cancel)
        => FirstAsync(type, type.HasMembers() ? GroupByName : UserByName, [connection.Value, type.Name, nameKey], cancel);

    public ValueTask<StoredResource?> FindInactiveAsync(ConnectionId connection, ResourceType type, string externalId, CancellationToken cancel)
        => FirstAsync(type, InactiveByExternalId, [connection.Value, type.Name, externalId], cancel);

    public ValueTask<long> CountAsync(ConnectionId connection, IReadOnlyList<TypeQuery> types, CancellationToken cancel) => pages.CountAsync(connection, types, cancel);

    public ValueTask<IReadOnlyList<PlacedResource>> QueryAsync(ConnectionId connection, BoundQuery query, CancellationToken cancel) => pages.QueryAsync(connection, query, cancel);

    public async Task<WriteOutcome> AddAsync(ConnectionId connection, ResourceWrite added, bool besideFormer, CancellationToken cancel)
    {
        if (added.Members.Count == 0 && await writes.TryAtOnceAsync(connection, new SqlStatement(InsertUnlessFormer, [.. RowOf(connection, added), besideFormer]), AddedAtOnce, cancel))
            return await ToldAsync(Task.FromResult((WriteOutcome.Done, (DeactivationPassage?)null)));
        return await ToldAsync(writes.RunAsync<(WriteOutcome, DeactivationPassage?)>(
            async scope =>
            {
                if (await members.FirstUnknownAsync(scope.Sql, connection, added.Members) is not null)
                    return (WriteOutcome.UnknownMember, null);
                if (await InsertAsync(scope.Sql, connection, added, besideFormer) is not { } watching)
                    return (WriteOutcome.NameTaken, null);
                var effect = await ApplyMembersAsync(scope.Sql, connection, added, watching);
                Added(scope);
                if (watching.Length > 0)
                    scope.Last(events.Created(connection, added));
                TellMembers(scope, connection, added, watching, effect);
                return (WriteOutcome.Done, null);
            },
            cancel,
            countsLater: true));

        void Added(WriteScope scope)
        {
            scope.Counts.Add(connection, added.Type, 1, added.Keys.Active ? 1 : 0);
            scope.Last(AddEmails(connection, added.Id, FoundByEmail(added.Keys)));
        }

        void AddedAtOnce(WriteScope scope)
        {
            Added(scope);
            scope.Last(events.Created(connection, added));
        }
    }

    private static object?[] RowOf(ConnectionId connection, ResourceWrite added) =>
    [
        connection.Value, added.Id, added.Type.Name, added.Keys.Name, SqlNull.Or(added.Keys.ExternalId), added.Keys.Active, SqlNull.Or(added.Keys.Display),
        added.Meta.Created.UtcTicks, added.Meta.LastModified.UtcTicks, added.Meta.Version, added.Document, added.Change,
    ];

    /// <summary>Writes a new row and gives the tenant that is told so (empty: nobody is); null when its name is taken, or when it may be about somebody inactive with its externalId.</summary>
    private async ValueTask<string?> InsertAsync(SqlSession sql, ConnectionId connection, ResourceWrite added, bool besideFormer)
    {
        // Where asking costs a way to the server, one statement decides. In the process, where nobody else writes meanwhile, two cost less: SQLite would make a table to select from what it inserts into.
        if (!dialect.IsInProcess)
            return await events.WriteAsync(sql, _insertUnlessFormer, [.. RowOf(connection, added), besideFormer]);
        if (!besideFormer && added.Keys.ExternalId is { } externalId && await sql.FirstAsync(Former, [connection.Value, added.Type.Name, externalId], _ => true, CancellationToken.None))
            return null;
        return await events.WriteAsync(sql, _insert, RowOf(connection, added));
    }

    public async Task<WriteOutcome> ReplaceAsync(ConnectionId connection, ResourceWrite after, ResourceKeys before, long expectedVersion, CancellationToken cancel)
    {
        try
        {
            return await ToldAsync(ReplaceAtOnceAsync(connection, after, before, expectedVersion, cancel));
        }
        catch (DbException error) when (Unique.IsViolatedBy(error))
        {
            // Two writers took the same name in the same moment; the other was first.
            return WriteOutcome.NameTaken;
        }
    }

    public async Task<WriteOutcome> DeleteAsync(ConnectionId connection, ResourceType type, string id, long expectedVersion, DateTimeOffset now, CancellationToken cancel, WriteOrigin origin = default) => await ToldAsync(writes.RunAsync<(WriteOutcome, DeactivationPassage?)>(
        async scope =>
        {
            BrakeAnswer? answer = null;
            if (type.HasActive() && await ActiveAsync(scope.Sql, connection, type, id, expectedVersion))
            {
                answer = await gate.AskAsync(scope, connection, id, origin);
                if (Refused(answer) is { } refused)
                {
                    await gate.HoldAsync(scope.Sql, connection, id);
                    return (refused, answer?.Passage);
                }
            }

            var deleted = await scope.Sql.FirstAsync(
                Delete,
                [connection.Value, type.Name, id, expectedVersion],
                r => ((bool Active, string? ExternalId, byte[] Document, string Watching)?)(r.GetBoolean(0), r.IsDBNull(1) ? null : r.GetString(1), r.GetBytes(2), r.GetString(3)),
                CancellationToken.None);
            if (deleted is not { } was)
                return (WriteOutcome.Stale, null);
            var change = OrderedId.Next(now);
            if (answer is not null)
                gate.Pass(scope, answer, connection, id, change, origin, deleted: true);
            await MembershipRows.RemoveAsync(scope.Sql, connection, id, now);
            scope.Counts.Add(connection, type, -1, was.Active ? -1 : 0);
            scope.Last(RemoveEmails(connection, id));
            if (was.Watching.Length > 0)
                scope.Last(events.Deleted(connection, type, id, change, now, was.ExternalId, was.Document, was.Active));
            return (WriteOutcome.Done, answer?.Passage);
        },
        cancel,
        countsLater: true));

    public Task ForgetHeldAsync(ConnectionId connection, string id, CancellationToken cancel) => writes.RunAsync(
        scope => scope.Sql.ExecuteAsync("DELETE FROM held_deactivations WHERE connection_id=@p0 AND user_id=@p1", [connection.Value, id], CancellationToken.None), cancel);

    private async ValueTask<(WriteOutcome Outcome, DeactivationPassage? Passage)> ReplaceAsync(WriteScope scope, ConnectionId connection, ResourceWrite after, ResourceKeys before, long expectedVersion)
    {
        var sql = scope.Sql;
        var keys = after.Keys;
        if (keys.Name != before.Name)
        {
            const string taken = "SELECT 1 FROM resources WHERE connection_id=@p0 AND type=@p1 AND name_key=@p2 AND id<>@p3";
            if (await sql.FirstAsync(taken, [connection.Value, after.Type.Name, keys.Name, after.Id], _ => true, CancellationToken.None))
                return (WriteOutcome.NameTaken, null);
        }

        if (await members.FirstUnknownAsync(sql, connection, after.Members) is not null)
            return (WriteOutcome.UnknownMember, null);
        BrakeAnswer? answer = null;
        if (Deactivates(after, before))
        {
            answer = await gate.AskAsync(scope, connection, after.Id, after.Origin);
            if (Refused(answer) is { } refused)
            {
                // What would not have been written anyway is not noted as held.
                if (!await ActiveAsync(sql, connection, after.Type, after.Id, expectedVersion))
                    return (WriteOutcome.Stale, null);
                await gate.HoldAsync(sql, connection, after.Id);
                return (refused, answer?.Passage);
            }
        }

        var (update, arguments) = _update.Of(connection, after, before, expectedVersion, answer?.At, telling: true);
        if (await events.WriteAsync(sql, update, arguments) is not { } watching)
            return (WriteOutcome.Stale, null);
        Replaced(scope, connection, after, before, answer);
        var effect = await ApplyMembersAsync(sql, connection, after, watching);
        if (watching.Length > 0)
            scope.Last(events.Replaced(connection, after, before));
        TellMembers(scope, connection, after, watching, effect);
        return (WriteOutcome.Done, answer?.Passage);
    }

    /// <summary>The same in one journey where it can be, and else in steps: where members change, or where the brake must be asked in the transaction.</summary>
    private async Task<(WriteOutcome, DeactivationPassage?)> ReplaceAtOnceAsync(ConnectionId connection, ResourceWrite after, ResourceKeys before, long expectedVersion, CancellationToken cancel)
    {
        var deactivates = Deactivates(after, before);
        var answer = deactivates && !dialect.IsInProcess
            ? await sessions.ReadAsync(session => gate.AskAheadAsync(session, connection, after.Id, after.Origin), cancel)
            : null;
        if (after.Members.Count == 0 && (answer is not null || !deactivates)
            && await writes.TryAtOnceAsync(connection, _update.Of(connection, after, before, expectedVersion, answer?.At, telling: false), Follow, cancel))
            return (WriteOutcome.Done, answer?.Passage);
        return await writes.RunAsync(scope => ReplaceAsync(scope, connection, after, before, expectedVersion), cancel, countsLater: true);

        void Follow(WriteScope scope)
        {
            Replaced(scope, connection, after, before, answer);
            scope.Last(events.Replaced(connection, after, before));
        }
    }

    private static bool Deactivates(ResourceWrite after, ResourceKeys before) => before.Active && !after.Keys.Active && after.Type.HasActive();

    /// <summary>What follows from a row that was written anew.</summary>
    private void Replaced(WriteScope scope, ConnectionId connection, ResourceWrite after, ResourceKeys before, BrakeAnswer? answer)
    {
        var keys = after.Keys;
        if (answer is not null)
            gate.Pass(scope, answer, connection, after.Id, after.Change, after.Origin, deleted: false);
        if (keys.Name != before.Name || !keys.Emails.SequenceEqual(before.Emails, StringComparer.Ordinal))
            scope.Last([RemoveEmails(connection, after.Id), .. AddEmails(connection, after.Id, FoundByEmail(keys))]);
        if (keys.Active != before.Active)
            scope.Counts.Add(connection, after.Type, 0, keys.Active ? 1 : -1);
    }

    /// <summary>Whether the resource is there in that version and active.</summary>
    private static ValueTask<bool> ActiveAsync(SqlSession sql, ConnectionId connection, ResourceType type, string id, long version)
        => sql.FirstAsync(Active, [connection.Value, type.Name, id, version], row => row.GetBoolean(0), CancellationToken.None);

    private static WriteOutcome? Refused(BrakeAnswer? answer) => answer?.Passage switch
    {
        DeactivationPassage.Held => WriteOutcome.Held,
        DeactivationPassage.Rejected => WriteOutcome.Rejected,
        _ => null,
    };

    /// <summary>Changes the members; gives who came and who went where somebody subscribed to that.</summary>
    private async ValueTask<MembershipEffect?> ApplyMembersAsync(SqlSession sql, ConnectionId connection, ResourceWrite write, string watching)
    {
        if (write.Members.Count == 0)
            return null;
        var effect = watching.Length > 0 ? new MembershipEffect() : null;
        await members.ApplyAsync(sql, connection, write.Id, write.Members, effect);
        return effect;
    }

    private void TellMembers(WriteScope scope, ConnectionId connection, ResourceWrite write, string watching, MembershipEffect? effect)
    {
        if (effect is not null)
            scope.Last(events.MembersChanged(watching, connection, write.Type, write.Id, write.Meta.LastModified, effect));
    }

    /// <summary>Once it is committed, a deactivation is counted, and those who deliver events look.</summary>
    private async Task<WriteOutcome> ToldAsync(Task<(WriteOutcome, DeactivationPassage?)> writing)
    {
        var (outcome, passage) = await writing;
        if (passage is { } passed)
            deactivations.Add(passed);
        if (outcome == WriteOutcome.Done)
            signal.Wrote();
        return outcome;
    }

    /// <summary>The addresses that need an entry: with many a firm everybody's is the userName, by which whoever looks for an address finds it as well. On PostgreSQL the version before may run beside, which looks at entries alone.</summary>
    private IEnumerable<string> FoundByEmail(ResourceKeys keys) => dialect.IsInProcess ? keys.Emails.Where(email => email != keys.Name) : keys.Emails;

    private static IEnumerable<SqlStatement> AddEmails(ConnectionId connection, string id, IEnumerable<string> emails)
        => emails.Select(email => new SqlStatement("INSERT INTO resource_emails(connection_id,value_key,resource_id) VALUES(@p0,@p1,@p2) ON CONFLICT DO NOTHING", [connection.Value, email, id]));

    private static SqlStatement RemoveEmails(ConnectionId connection, string id) => new("DELETE FROM resource_emails WHERE connection_id=@p0 AND resource_id=@p1", [connection.Value, id]);

    private ValueTask<StoredResource?> FirstAsync(ResourceType type, string sql, object?[] arguments, CancellationToken cancel)
        => sessions.ReadAsync(session => session.FirstAsync(sql, arguments, row => ResourceRows.Read(row, type), cancel), cancel);
}
