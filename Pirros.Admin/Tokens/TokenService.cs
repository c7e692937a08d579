using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>What people do with tokens: issue, rotate, revoke, look. Each call names who acts, reaches only what that person may, and is audited.</summary>
public sealed class TokenService(ITokenStore store, ConnectionAccess access, TokenAuthenticator authenticator, TimeProvider clock)
{
    /// <summary>How long the replaced token stays valid when nothing else is said: longer than Entra's 40-minute cycle and a working day.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(24);

    /// <summary>How long a token lives when nothing else is said.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(365);

    private static readonly TimeSpan MaximumGrace = TimeSpan.FromDays(30);
    private static readonly TimeSpan MaximumLifetime = TimeSpan.FromDays(3650);

    /// <summary>The tokens of a connection, newest first.</summary>
    public async Task<IReadOnlyList<Token>> ListAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.ListAsync(connection, cancel);
    }

    /// <summary>Makes a token like the present one: of its kind, and with its limits.</summary>
    /// <exception cref="RefusedException">As for a choice of one's own.</exception>
    public Task<IssuedToken> RotateAsync(Actor actor, ConnectionId connection, TimeSpan grace, TimeSpan lifetime, string? reason, CancellationToken cancel)
        => RotateAsync(actor, connection, TokenChoice.Same, grace, lifetime, reason, cancel);

    /// <summary>Makes a token for a connection and lets the current one, if there is any, live on for <paramref name="grace"/>, so that a running sync is not broken.</summary>
    /// <param name="actor">Who acts. Support is refused: a link hands the secret to the tenant's own admins instead.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="choice">What it is to be.</param>
    /// <param name="grace">How long the replaced token stays valid: zero (ends at once) to 30 days.</param>
    /// <param name="lifetime">How long the new one lives: an hour to 3,650 days.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">Two tokens are live already, a value is out of range, the person signed in too long ago, or the connection is out of reach.</exception>
    public async Task<IssuedToken> RotateAsync(Actor actor, ConnectionId connection, TokenChoice choice, TimeSpan grace, TimeSpan lifetime, string? reason, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        if (actor.Kind == ActorKind.Support)
            throw RefusedException.Forbidden(TokenTexts.SecretToAdmins);
        actor.RequireFresh(clock.GetUtcNow());
        return await IssueAsync(actor, owner, choice, grace, lifetime, actor.Reason(reason), (token, hash, graceEndsAt, audit) => store.AddAsync(token, hash, graceEndsAt, audit, cancel));
    }

    /// <summary>Changes what a live token is limited to. It is obeyed within a second, in every process on the same database.</summary>
    /// <param name="actor">Who acts. Support is refused; whoever allows more than before must have signed in lately.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="id">The token.</param>
    /// <param name="limits">What it is limited to from now on.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">There is no such live token, it was changed meanwhile, it would be allowed nothing, or this person may not.</exception>
    public async Task LimitAsync(Actor actor, ConnectionId connection, TokenId id, TokenLimits limits, string? reason, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        if (actor.Kind == ActorKind.Support)
            throw RefusedException.Forbidden(TokenTexts.LimitsOfFirm);
        CheckScopes(limits);
        var now = clock.GetUtcNow();
        if ((await store.ListAsync(connection, cancel)).FirstOrDefault(token => token.Id == id && token.IsLiveAt(now)) is not { } known)
            throw RefusedException.Conflict(TokenTexts.FormatNoTokenToLimit(id));
        var why = actor.Reason(reason);
        if (known.Limits == limits)
            return;
        if (limits.IsWiderThan(known.Limits))
            actor.RequireFresh(now);
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, connection, "token.limit", $"{id} ({known.Limits} → {limits})", why);
        if (!await store.LimitAsync(connection, id, known.Limits, limits, now, audit, cancel))
            throw RefusedException.Conflict(TokenTexts.FormatNoTokenToLimit(id));
        authenticator.Forget(connection, id);
    }

    /// <summary>Ends a token now. Requests with it are refused within a second, in every process on the same database.</summary>
    /// <exception cref="RefusedException">There is no such token, or it has ended already.</exception>
    public async Task RevokeAsync(Actor actor, ConnectionId connection, TokenId id, string? reason, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, connection, "token.revoke", id.Value, actor.Reason(reason));
        if (!await store.RevokeAsync(connection, id, clock.GetUtcNow(), audit, cancel))
            throw RefusedException.Conflict(TokenTexts.FormatNoTokenToRevoke(id));
        authenticator.Forget(connection, id);
    }

    /// <summary>Refuses a grace period that can't be meant.</summary>
    /// <exception cref="RefusedException">It is not between 0 and 30 days.</exception>
    internal static void CheckGrace(TimeSpan grace)
    {
        if (grace < TimeSpan.Zero || grace > MaximumGrace)
            throw RefusedException.Invalid(TokenTexts.GraceIs);
    }

    /// <summary>Makes a token for somebody who is known to be allowed to, and has it written by <paramref name="add"/>, which is given the token, its hash, the end of the grace, and the audit entry.</summary>
    /// <exception cref="RefusedException">A value is out of range, or <paramref name="add"/> refuses.</exception>
    internal async Task<IssuedToken> IssueAsync(
        Actor actor, Connection owner, TokenChoice choice, TimeSpan grace, TimeSpan lifetime, string? why, Func<Token, byte[], DateTimeOffset, AuditEntry, Task<Token?>> add)
    {
        CheckGrace(grace);
        if (lifetime < TimeSpan.FromHours(1) || lifetime > MaximumLifetime)
            throw RefusedException.Invalid(TokenTexts.LifetimeIs);
        var now = clock.GetUtcNow();

        // A rotation never widens what a token may do by itself; neither does issuing one after another was revoked.
        var known = await store.ListAsync(owner.Id, CancellationToken.None);
        var present = known.FirstOrDefault(token => token.ReplacedAt is null && token.IsLiveAt(now)) ?? (known is [var newest, ..] ? newest : null);
        var (kind, limits) = (choice.Kind ?? present?.Kind ?? TokenKind.Secret, choice.LimitsFrom(present?.Limits ?? TokenLimits.None));
        CheckScopes(limits);
        var (id, secret) = kind == TokenKind.Client ? ClientSecret.New() : SecretToken.New();
        var token = new Token(owner.Id, id, now, actor.Name, now + lifetime, null, null, null, null) { Kind = kind, Limits = limits };
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, owner.Id, "token.rotate", TargetOf(token), why);
        var previous = await add(token, kind == TokenKind.Client ? ClientSecret.Hash(secret) : SecretToken.Hash(secret), now + grace, audit);
        if (previous is not null)
            authenticator.Forget(owner.Id, previous.Id);
        return new IssuedToken(token, secret, previous);
    }

    private static void CheckScopes(TokenLimits limits)
    {
        if ((limits.Scopes & TokenScopes.All) == TokenScopes.None || (limits.Scopes & ~TokenScopes.All) != TokenScopes.None)
            throw RefusedException.Invalid(TokenTexts.ScopeNeeded);
    }

    /// <summary>What the audit names: the id, and behind it whatever is not as usual.</summary>
    private static string TargetOf(Token token)
    {
        string?[] unusual = [token.Kind == TokenKind.Client ? "client credentials" : null, token.Limits == TokenLimits.None ? null : token.Limits.ToString()];
        var said = string.Join(", ", unusual.Where(one => one is not null));
        return said.Length == 0 ? token.Id.Value : $"{token.Id} ({said})";
    }

    /// <summary>Takes a rotation back while the replaced token still lives: the new one is revoked, and the old one is the current one again, with its own expiry.</summary>
    /// <param name="actor">Who acts. Support must give a reason.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="newer">The token that the rotation made; named so that nobody takes back another rotation than the one that they saw.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The token that is current again.</returns>
    /// <exception cref="RefusedException">The old token has ended, <paramref name="newer"/> is not the current one, or the connection is out of reach.</exception>
    public async Task<Token> UndoRotationAsync(Actor actor, ConnectionId connection, TokenId newer, string? reason, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        var why = actor.Reason(reason);
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, connection, "token.undo-rotation", newer.Value, why);
        var again = await store.UndoRotationAsync(connection, newer, clock.GetUtcNow(), audit, cancel);
        authenticator.Forget(connection, newer);
        authenticator.Forget(connection, again.Id);
        return again;
    }

    /// <summary>The connection that a token of that id opens, if this person may reach it; otherwise null.</summary>
    public async Task<Connection?> OwnerAsync(Actor actor, TokenId id, CancellationToken cancel)
        => await store.OwnerAsync(id, cancel) is { } owner ? await access.FindAsync(actor, owner, cancel) : null;
}
