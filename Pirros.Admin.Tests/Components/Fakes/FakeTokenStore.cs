using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Fakes;

public sealed class FakeTokenStore(PortalData data) : ITokenStore
{
    public Task<IReadOnlyList<Token>> ListAsync(ConnectionId connection, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<Token>>([.. data.Tokens.Where(token => token.Connection == connection).OrderByDescending(token => token.CreatedAt)]);

    public Task<Token?> AddAsync(Token token, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        var live = data.Tokens.Where(known => known.Connection == token.Connection && known.IsLiveAt(token.CreatedAt)).ToList();
        if (live.Count >= 2)
            throw RefusedException.Conflict("Two tokens are live already. Revoke one, or wait until the older one ends.");
        Token? previous = null;
        if (live is [var current])
        {
            previous = current with { ReplacedAt = token.CreatedAt, GraceEndsAt = graceEndsAt };
            data.Tokens[data.Tokens.IndexOf(current)] = previous;
        }

        data.Tokens.Add(token);
        data.Audit.Add(audit);
        return Task.FromResult(previous);
    }

    public Task<Token?> FindAsync(TokenId id, byte[] hash, CancellationToken cancel) => Task.FromResult(data.Tokens.Find(token => token.Id == id));

    public Task<bool> LimitAsync(ConnectionId connection, TokenId id, TokenLimits before, TokenLimits after, DateTimeOffset at, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        var index = data.Tokens.FindIndex(token => token.Connection == connection && token.Id == id && token.IsLiveAt(at) && token.Limits == before);
        if (index < 0)
            return Task.FromResult(false);
        data.Tokens[index] = data.Tokens[index] with { Limits = after };
        data.Audit.Add(audit);
        return Task.FromResult(true);
    }

    public Task<bool> RevokeAsync(ConnectionId connection, TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        var index = data.Tokens.FindIndex(token => token.Connection == connection && token.Id == id && token.RevokedAt is null);
        if (index < 0)
            return Task.FromResult(false);
        data.Tokens[index] = data.Tokens[index] with { RevokedAt = at };
        data.Audit.Add(audit);
        return Task.FromResult(true);
    }

    public Task<Token> UndoRotationAsync(ConnectionId connection, TokenId current, DateTimeOffset at, AuditEntry audit, CancellationToken cancel)
    {
        data.Check();
        var newer = data.Tokens.FindIndex(token => token.Id == current);
        var older = data.Tokens.FindIndex(token => token.Connection == connection && token.ReplacedAt is not null && token.IsLiveAt(at));
        if (newer < 0 || older < 0)
            throw RefusedException.Conflict("The old token has ended, so the rotation can't be undone. Put the new token in, or rotate again.");
        data.Tokens[newer] = data.Tokens[newer] with { RevokedAt = at };
        data.Tokens[older] = data.Tokens[older] with { ReplacedAt = null, GraceEndsAt = null };
        data.Audit.Add(audit);
        return Task.FromResult(data.Tokens[older]);
    }

    public Task<ConnectionId?> OwnerAsync(TokenId id, CancellationToken cancel) => Task.FromResult(data.Tokens.Find(token => token.Id == id)?.Connection);

    public Task<IReadOnlyList<(ConnectionId Connection, DateTimeOffset EndsAt)>> EndingAsync(DateTimeOffset now, DateTimeOffset before, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<(ConnectionId, DateTimeOffset)>>([]);

    public ValueTask<TokenGrant?> FindGrantAsync(ConnectionId connection, TokenId id, CancellationToken cancel) => ValueTask.FromResult<TokenGrant?>(null);

    public Task RecordUsesAsync(IReadOnlyCollection<(ConnectionId Connection, TokenId Token, TokenUse Use)> uses, CancellationToken cancel) => Task.CompletedTask;
}
