using Pirros.Admin.Audit;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>Subscribers and what was sent to them, in memory; and an outbox in which so many wait as the test says.</summary>
public sealed class FakeSubscriberStore : ISubscriberStore, IOutbox, ISecretBox
{
    public List<Subscriber> Subscribers { get; } = [];

    public List<AttemptRecord> Attempts { get; } = [];

    public List<AuditEntry> Audited { get; } = [];

    public int Behind { get; set; }

    public int Waiting { get; set; }

    public DateTimeOffset? NextAt { get; set; }

    public (long? Number, DateTimeOffset? Since) Replayed { get; private set; }

    public Task<IReadOnlyList<Subscriber>> ListAsync(TenantId tenant, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Subscriber>>([.. Subscribers.Where(s => s.Tenant == tenant)]);

    public Task<Subscriber?> FindAsync(TenantId tenant, Guid id, CancellationToken cancel) => Task.FromResult(Subscribers.Find(s => s.Tenant == tenant && s.Id == id));

    public ValueTask<(Subscriber Subscriber, byte[] Hash)?> FindByKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancel) => throw new NotSupportedException();

    public Task<Subscriber> AddAsync(Subscriber subscriber, byte[] keyHash, int most, AuditEntry audit, CancellationToken cancel)
    {
        Subscribers.Add(subscriber);
        Audited.Add(audit);
        return Task.FromResult(subscriber);
    }

    public Task<bool> RenameAsync(TenantId tenant, Guid id, string name, AuditEntry audit, CancellationToken cancel) => ChangeAsync(id, audit, s => s with { Name = name });

    public Task<bool> SetWebhookAsync(TenantId tenant, Guid id, string? url, string? secret, AuditEntry audit, CancellationToken cancel) => ChangeAsync(id, audit, s => s with { Url = url });

    public Task<bool> RotateKeyAsync(TenantId tenant, Guid id, string keyId, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel) => ChangeAsync(id, audit, s => s with { KeyId = keyId });

    public Task<bool> RotateSecretAsync(TenantId tenant, Guid id, string secret, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel) => ChangeAsync(id, audit, s => s);

    public Task<bool> SetPausedAsync(TenantId tenant, Guid id, bool paused, DateTimeOffset now, AuditEntry audit, CancellationToken cancel)
        => ChangeAsync(id, audit, s => s with { PausedAt = paused ? now : null, PausedFor = paused ? PauseReason.Person : null });

    public Task<int?> ReplayAsync(TenantId tenant, Guid id, long? number, DateTimeOffset? since, DateTimeOffset now, AuditEntry audit, CancellationToken cancel)
    {
        Replayed = (number, since);
        Audited.Add(audit);
        return Task.FromResult<int?>(1);
    }

    public Task<bool> TestAsync(TenantId tenant, Guid id, DateTimeOffset now, AuditEntry audit, CancellationToken cancel) => ChangeAsync(id, audit, s => s);

    public Task<bool> RemoveAsync(TenantId tenant, Guid id, AuditEntry audit, CancellationToken cancel)
    {
        Audited.Add(audit);
        return Task.FromResult(Subscribers.RemoveAll(s => s.Id == id) > 0);
    }

    public Task RecordFetchAsync(TenantId tenant, Guid id, EventPosition fetched, DateTimeOffset at, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<AttemptRecord>> AttemptsAsync(TenantId tenant, Guid id, Guid? before, int limit, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<AttemptRecord>>([.. Attempts]);

    public ValueTask<(int Waiting, DateTimeOffset? NextAt)> WaitingAsync(TenantId tenant, Guid id, int most, CancellationToken cancel) => ValueTask.FromResult((Waiting, NextAt));

    public ValueTask<int> BehindAsync(TenantId tenant, Guid subscriber, EventPosition position, int most, CancellationToken cancel) => ValueTask.FromResult(Behind);

    public ValueTask<EventHorizon> HorizonAsync(CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<TenantId>> ChangedAsync(long from, long until, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<EventPage> ReadAsync(TenantId tenant, Guid subscriber, EventPosition from, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public Task AdoptAsync(CancellationToken cancel) => throw new NotSupportedException();

    public string Seal(string secret) => "sealed";

    public string? Open(string sealedSecret) => null;

    private Task<bool> ChangeAsync(Guid id, AuditEntry audit, Func<Subscriber, Subscriber> change)
    {
        var at = Subscribers.FindIndex(s => s.Id == id);
        if (at < 0)
            return Task.FromResult(false);
        Subscribers[at] = change(Subscribers[at]);
        Audited.Add(audit);
        return Task.FromResult(true);
    }
}
