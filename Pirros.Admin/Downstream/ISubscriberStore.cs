using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>The port to where subscribers are kept. Keys never pass it, only their hashes; signing secrets only encrypted.</summary>
public interface ISubscriberStore
{
    /// <summary>A tenant's subscribers, by name.</summary>
    Task<IReadOnlyList<Subscriber>> ListAsync(TenantId tenant, CancellationToken cancel);

    /// <summary>One of them.</summary>
    Task<Subscriber?> FindAsync(TenantId tenant, Guid id, CancellationToken cancel);

    /// <summary>Whose a key is, with its hash as stored, by the public part of it; also the one before the last rotation until it ends. Compare the hash yourself.</summary>
    ValueTask<(Subscriber Subscriber, byte[] Hash)?> FindByKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Adds one, whose events begin now.</summary>
    /// <exception cref="RefusedException">There are <paramref name="most"/> already, or the tenant is gone; nothing was written.</exception>
    Task<Subscriber> AddAsync(Subscriber subscriber, byte[] keyHash, int most, AuditEntry audit, CancellationToken cancel);

    /// <summary>Changes the name; false when it is gone.</summary>
    Task<bool> RenameAsync(TenantId tenant, Guid id, string name, AuditEntry audit, CancellationToken cancel);

    /// <summary>Sets or removes the webhook, with the encrypted secret that it is signed with; false when it is gone.</summary>
    Task<bool> SetWebhookAsync(TenantId tenant, Guid id, string? url, string? secret, AuditEntry audit, CancellationToken cancel);

    /// <summary>Puts a new key in the place of the present one, which works on until <paramref name="graceEndsAt"/>; false when it is gone.</summary>
    Task<bool> RotateKeyAsync(TenantId tenant, Guid id, string keyId, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel);

    /// <summary>The same for the secret that webhooks are signed with; false when it is gone or has no webhook.</summary>
    Task<bool> RotateSecretAsync(TenantId tenant, Guid id, string secret, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel);

    /// <summary>Stops sending, or goes on with all that waits; false when it is gone, or is so already.</summary>
    Task<bool> SetPausedAsync(TenantId tenant, Guid id, bool paused, DateTimeOffset now, AuditEntry audit, CancellationToken cancel);

    /// <summary>Delivers again what was delivered: one event, or all since a moment. Gives how many, or null when it is gone.</summary>
    Task<int?> ReplayAsync(TenantId tenant, Guid id, long? number, DateTimeOffset? since, DateTimeOffset now, AuditEntry audit, CancellationToken cancel);

    /// <summary>Writes a test event that only this subscriber gets; false when it is gone.</summary>
    Task<bool> TestAsync(TenantId tenant, Guid id, DateTimeOffset now, AuditEntry audit, CancellationToken cancel);

    /// <summary>Removes it with its deliveries; false when it is gone.</summary>
    Task<bool> RemoveAsync(TenantId tenant, Guid id, AuditEntry audit, CancellationToken cancel);

    /// <summary>Notes how far the events API has been read.</summary>
    Task RecordFetchAsync(TenantId tenant, Guid id, EventPosition fetched, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Attempts, newest first, those before <paramref name="before"/>.</summary>
    ValueTask<IReadOnlyList<AttemptRecord>> AttemptsAsync(TenantId tenant, Guid id, Guid? before, int limit, CancellationToken cancel);

    /// <summary>How many deliveries wait, at most <paramref name="most"/>, and when the next is due.</summary>
    ValueTask<(int Waiting, DateTimeOffset? NextAt)> WaitingAsync(TenantId tenant, Guid id, int most, CancellationToken cancel);
}
