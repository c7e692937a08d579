using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.Downstream;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage;

internal sealed class SubscriberStore(Func<AdminDb> open, SqlSessionPool sessions, IWriteQueue writes, SqlDialect dialect) : ISubscriberStore
{
    public async Task<IReadOnlyList<Subscriber>> ListAsync(TenantId tenant, CancellationToken cancel)
    {
        await using var db = open();
        var rows = await db.Subscribers.AsNoTracking().Where(s => s.TenantId == tenant.Value).OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(cancel);
        return rows.ConvertAll(row => row.ToSubscriber());
    }

    public async Task<Subscriber?> FindAsync(TenantId tenant, Guid id, CancellationToken cancel)
    {
        await using var db = open();
        return (await db.Subscribers.AsNoTracking().FirstOrDefaultAsync(s => s.TenantId == tenant.Value && s.Id == id, cancel))?.ToSubscriber();
    }

    public async ValueTask<(Subscriber Subscriber, byte[] Hash)?> FindByKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = open();
        var reached = db.Subscribers.AsNoTracking().Where(s => db.ReachedTenants.Any(t => t.Id == s.TenantId));
        if (await reached.FirstOrDefaultAsync(s => s.KeyId == keyId, cancel) is { } row)
            return (row.ToSubscriber(), row.KeyHash);
        return await reached.FirstOrDefaultAsync(s => s.FormerKeyId == keyId && s.FormerKeyEndsAt > now, cancel) is { } former ? (former.ToSubscriber(), former.FormerKeyHash!) : null;
    }

    public Task<Subscriber> AddAsync(Subscriber subscriber, byte[] keyHash, int most, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var tenant = subscriber.Tenant.Value;

            // Held, so that two who make the last that may be do so one after the other.
            if (!await scope.Sql.FirstAsync($"SELECT id FROM tenants WHERE id=@p0 AND NOT hidden{dialect.ForUpdate}", [tenant], _ => true, CancellationToken.None))
                throw RefusedException.NotFound(StorageTexts.FormatNoTenantNamed(subscriber.Tenant));
            if (await scope.Db.Subscribers.CountAsync(s => s.TenantId == tenant, CancellationToken.None) >= most)
                throw RefusedException.Conflict(StorageTexts.FormatMostSubscribers(most));
            var horizon = await Outbox.HorizonAsync(scope.Sql, dialect, CancellationToken.None);
            var position = new EventPosition(horizon.Life, horizon.Transaction, horizon.Transaction, 0, subscriber.CreatedAt);
            scope.Db.Subscribers.Add(new SubscriberRow
            {
                TenantId = tenant,
                Id = subscriber.Id,
                Name = subscriber.Name,
                CreatedAt = subscriber.CreatedAt,
                CreatedBy = subscriber.CreatedBy,
                KeyId = subscriber.KeyId,
                KeyHash = keyHash,
                Url = subscriber.Url,
                Secret = subscriber.Secret,
                Position = position.ToString(),
            });
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return subscriber with { Position = position };
        },
        cancel);

    public Task<bool> RenameAsync(TenantId tenant, Guid id, string name, AuditEntry audit, CancellationToken cancel) => ChangeAsync(tenant, id, audit, row => row.Name = name, cancel);

    public Task<bool> SetWebhookAsync(TenantId tenant, Guid id, string? url, string? secret, AuditEntry audit, CancellationToken cancel) => ChangeAsync(
        tenant,
        id,
        audit,
        row =>
        {
            (row.Url, row.Secret, row.FormerSecret, row.FormerSecretEndsAt) = (url, secret, null, null);
            (row.FailingSince, row.Failures, row.HoldUntil, row.DueAt) = (null, 0, null, url is null ? null : audit.At);
        },
        cancel);

    public Task<bool> RotateKeyAsync(TenantId tenant, Guid id, string keyId, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel) => ChangeAsync(
        tenant,
        id,
        audit,
        row =>
        {
            (row.FormerKeyId, row.FormerKeyHash, row.FormerKeyEndsAt) = (row.KeyId, row.KeyHash, graceEndsAt);
            (row.KeyId, row.KeyHash) = (keyId, hash);
        },
        cancel);

    public async Task<bool> RotateSecretAsync(TenantId tenant, Guid id, string secret, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel)
        => await FindAsync(tenant, id, cancel) is { Url: not null } && await ChangeAsync(
            tenant,
            id,
            audit,
            row =>
            {
                (row.FormerSecret, row.FormerSecretEndsAt) = (row.Secret, graceEndsAt);
                row.Secret = secret;
            },
            cancel);

    public Task<bool> SetPausedAsync(TenantId tenant, Guid id, bool paused, DateTimeOffset now, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await HeldAsync(scope, tenant, id) is not { } row || row.PausedAt is not null == paused)
                return false;
            (row.PausedAt, row.PausedFor) = (paused ? now : null, paused ? nameof(PauseReason.Person) : null);
            (row.FailingSince, row.Failures, row.HoldUntil, row.DueAt) = (null, 0, null, paused ? null : now);
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            if (!paused)
                await scope.Sql.ExecuteAsync("UPDATE deliveries SET next_at=@p2, failures=0 WHERE tenant_id=@p0 AND subscriber_id=@p1 AND state=0", [tenant.Value, id, now.UtcTicks], CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<int?> ReplayAsync(TenantId tenant, Guid id, long? number, DateTimeOffset? since, DateTimeOffset now, AuditEntry audit, CancellationToken cancel) => writes.RunAsync<int?>(
        async scope =>
        {
            if (await HeldAsync(scope, tenant, id) is not { } row)
                return null;
            const string again = """
                UPDATE deliveries SET state=0, failures=0, next_at=@p2 WHERE tenant_id=@p0 AND subscriber_id=@p1 AND state=1
                AND number IN (SELECT e.number FROM directory_events e WHERE e.tenant_id=@p0 AND (e.number=CAST(@p3 AS bigint) OR e.at>=CAST(@p4 AS bigint)))
                """;
            var count = await scope.Sql.ExecuteAsync(again, [tenant.Value, id, now.UtcTicks, number, since?.UtcTicks], CancellationToken.None);
            if (row.Url is not null)
                row.DueAt = now;
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return count;
        },
        cancel);

    public Task<bool> TestAsync(TenantId tenant, Guid id, DateTimeOffset now, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var insert = $"""
                INSERT INTO directory_events(tenant_id,number,xact,id,type,subject,at)
                SELECT s.tenant_id,{dialect.EventNumber},{dialect.EventTransaction},@p2,'{EventTypes.Test}',@p3,@p4 FROM subscribers s WHERE s.tenant_id=@p0 AND s.id=@p1
                """;
            if (await scope.Sql.ExecuteAsync(insert, [tenant.Value, id, OrderedId.Next(now), Outbox.SubjectOf(id), now.UtcTicks], CancellationToken.None) == 0)
                return false;
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<bool> RemoveAsync(TenantId tenant, Guid id, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await scope.Sql.ExecuteAsync("DELETE FROM subscribers WHERE tenant_id=@p0 AND id=@p1", [tenant.Value, id], CancellationToken.None) == 0)
                return false;
            foreach (var table in Outbox.DeliveryTables)
                await scope.Sql.ExecuteAsync($"DELETE FROM {table} WHERE tenant_id=@p0 AND subscriber_id=@p1", [tenant.Value, id], CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task RecordFetchAsync(TenantId tenant, Guid id, EventPosition fetched, DateTimeOffset at, CancellationToken cancel) => writes.RunAsync(
        async scope => await scope.Sql.ExecuteAsync("UPDATE subscribers SET fetched=@p2, fetched_at=@p3 WHERE tenant_id=@p0 AND id=@p1", [tenant.Value, id, fetched.ToString(), at.UtcTicks], CancellationToken.None),
        cancel);

    public async ValueTask<IReadOnlyList<AttemptRecord>> AttemptsAsync(TenantId tenant, Guid id, Guid? before, int limit, CancellationToken cancel)
    {
        var select = $"""
            SELECT a.id,a.at,a.number,a.attempt,a.outcome,a.status,a.milliseconds,a.answer,a.next_at,e.id,e.type,e.subject,e.name
            FROM delivery_attempts a JOIN directory_events e ON e.tenant_id=a.tenant_id AND e.number=a.number
            WHERE a.tenant_id=@p0 AND a.subscriber_id=@p1{(before is null ? "" : " AND a.id<@p3")} ORDER BY a.id DESC LIMIT @p2
            """;
        object?[] arguments = before is { } earlier ? [tenant.Value, id, (long)limit, earlier] : [tenant.Value, id, (long)limit];
        return await sessions.ReadAsync(session => session.QueryAsync(select, arguments, ReadAttempt, cancel), cancel);
    }

    public ValueTask<(int Waiting, DateTimeOffset? NextAt)> WaitingAsync(TenantId tenant, Guid id, int most, CancellationToken cancel)
    {
        const string count = "SELECT COUNT(*), MIN(w.next_at) FROM (SELECT d.next_at FROM deliveries d WHERE d.tenant_id=@p0 AND d.subscriber_id=@p1 AND d.state=0 ORDER BY d.number LIMIT @p2) w";
        return sessions.ReadAsync(session => session.FirstAsync(count, [tenant.Value, id, (long)most], row => ((int)row.GetInt64(0), Moment(row, 1)), cancel), cancel);
    }

    private Task<bool> ChangeAsync(TenantId tenant, Guid id, AuditEntry audit, Action<SubscriberRow> change, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await HeldAsync(scope, tenant, id) is not { } row)
                return false;
            change(row);
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    /// <summary>The row, held until the transaction ends: what is written are the columns that change, after what others wrote before.</summary>
    private async ValueTask<SubscriberRow?> HeldAsync(WriteScope scope, TenantId tenant, Guid id)
    {
        await scope.Sql.FirstAsync($"SELECT id FROM subscribers WHERE tenant_id=@p0 AND id=@p1{dialect.ForUpdate}", [tenant.Value, id], _ => true, CancellationToken.None);
        return await scope.Db.Subscribers.FirstOrDefaultAsync(s => s.TenantId == tenant.Value && s.Id == id, CancellationToken.None);
    }

    private static AttemptRecord ReadAttempt(ISqlRow row) => new(
        row.GetGuid(0),
        Moment(row, 1)!.Value,
        row.GetInt64(2),
        row.GetGuid(9),
        row.GetString(10),
        row.GetString(11),
        row.IsDBNull(12) ? null : row.GetString(12),
        (int)row.GetInt64(3),
        new DeliveryAttempt(
            Enum.Parse<DeliveryOutcome>(row.GetString(4)), row.IsDBNull(5) ? null : (int)row.GetInt64(5), TimeSpan.FromMilliseconds(row.GetInt64(6)), row.IsDBNull(7) ? null : row.GetString(7)),
        Moment(row, 8));

    private static DateTimeOffset? Moment(ISqlRow row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
