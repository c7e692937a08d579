using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>Links in memory; a revoked one is simply gone.</summary>
public sealed class FakeHandOffStore(PortalData data, ITokenStore tokens) : IHandOffStore
{
    public Task<IReadOnlyList<HandOff>> ListAsync(ConnectionId connection, DateTimeOffset now, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<HandOff>>([.. data.HandOffs.Select(known => known.HandOff).Where(link => link.Connection == connection && link.ExpiresAt > now).OrderByDescending(link => link.CreatedAt)]);

    public Task AddAsync(HandOff handOff, byte[] hash, int most, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        data.HandOffs.Add((handOff, hash));
        data.Audit.Add(audit);
        return Task.CompletedTask;
    }

    public Task<bool> RevokeAsync(ConnectionId connection, Guid id, DateTimeOffset at, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        data.Audit.Add(audit);
        return Task.FromResult(data.HandOffs.RemoveAll(known => known.HandOff.Id == id) == 1);
    }

    public Task<OpenedHandOff?> FindAsync(byte[] hash, DateTimeOffset now, CancellationToken cancel)
    {
        var link = data.HandOffs.Find(known => known.Hash.SequenceEqual(hash) && known.HandOff.ExpiresAt > now).HandOff;
        if (link is null)
            return Task.FromResult<OpenedHandOff?>(null);
        var connection = data.Connections.Find(known => known.Id == link.Connection)!;
        return Task.FromResult<OpenedHandOff?>(new OpenedHandOff(link, connection, data.Tenants.Find(tenant => tenant.Id == connection.Tenant)!.Name, data.Tokens.Exists(token => token.IsLiveAt(now))) { Kind = data.Tokens.FindLast(token => token.IsLiveAt(now))?.Kind ?? Admin.Tokens.TokenKind.Secret });
    }

    public Task<bool> RecordOpeningAsync(Guid id, DateTimeOffset at, string? address, AuditEntry audit, CancellationToken cancel)
    {
        data.Audit.Add(audit);
        Change(id, link => link with { Opened = new HandOffOpenings(link.Opened.Count + 1, link.Opened.First ?? at, at, address) });
        return Task.FromResult(true);
    }

    public async Task<Token?> TakeSecretAsync(Guid id, SecretTaken taken, Token token, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry rotation, AuditEntry taking, CancellationToken cancel)
    {
        if (data.HandOffs.Find(known => known.HandOff.Id == id).HandOff is not { Taken: null })
            throw RefusedException.Conflict("Taken already.");
        var previous = await tokens.AddAsync(token, hash, graceEndsAt, rotation, cancel);
        data.Audit.Add(taking);
        Change(id, link => link with { Taken = taken });
        return previous;
    }

    private void Change(Guid id, Func<HandOff, HandOff> change)
    {
        var at = data.HandOffs.FindIndex(known => known.HandOff.Id == id);
        data.HandOffs[at] = (change(data.HandOffs[at].HandOff), data.HandOffs[at].Hash);
    }
}
