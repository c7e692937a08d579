using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.HandOffs;

/// <summary>
/// Links that an admin sends to a colleague who may enter the identity provider: they open one connection without an account. What the admin does names who acts, like
/// everything in the portal; what the colleague does is audited under the link.
/// </summary>
public sealed class HandOffService(IHandOffStore store, ConnectionAccess access, TokenService tokens, TimeProvider clock)
{
    /// <summary>How long a link lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How many links of a connection may be live.</summary>
    public const int MostLive = 20;

    private const int MaximumName = 200;

    /// <summary>The live links of a connection, newest first.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<IReadOnlyList<HandOff>> ListAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.ListAsync(connection, clock.GetUtcNow(), cancel);
    }

    /// <summary>Makes a link. One that support makes opens only for the tenant's own admins.</summary>
    /// <param name="actor">Who acts. Support must give a reason.</param>
    /// <param name="connection">The connection that it opens.</param>
    /// <param name="grace">How long the present token stays valid once the link's secret is taken: zero to 30 days.</param>
    /// <param name="reason">Why, for the audit.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">There are too many links already, a value is out of range, or the connection is out of reach.</exception>
    public async Task<MadeHandOff> CreateAsync(Actor actor, ConnectionId connection, TimeSpan grace, string? reason, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        TokenService.CheckGrace(grace);
        actor.RequireFresh(clock.GetUtcNow());
        var why = actor.Reason(reason);
        var (id, now) = OrderedId.Next(clock);
        var token = HandOffToken.New();
        var made = new HandOff(id, connection, now, Shortened(actor.Name), grace, now + Lifetime, actor.Kind == ActorKind.Support, HandOffOpenings.None, null);
        await store.AddAsync(made, HandOffToken.Hash(token), MostLive, AuditEntry.Of(clock, actor, owner.Tenant, connection, "hand-off.create", id.ToString(), why), cancel);
        return new MadeHandOff(made, token);
    }

    /// <summary>Ends a link now.</summary>
    /// <exception cref="RefusedException">There is none such that is live.</exception>
    public async Task RevokeAsync(Actor actor, ConnectionId connection, Guid id, string? reason, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, connection, "hand-off.revoke", id.ToString(), actor.Reason(reason));
        if (!await store.RevokeAsync(connection, id, clock.GetUtcNow(), audit, cancel))
            throw RefusedException.Conflict(HandOffTexts.LinkEnded);
    }

    /// <summary>What a link opens, without counting it as an opening; null when it opens nothing, for whatever reason.</summary>
    public Task<OpenedHandOff?> FindAsync(string token, CancellationToken cancel) => store.FindAsync(HandOffToken.Hash(token), clock.GetUtcNow(), cancel);

    /// <summary>Opens a link: counted and audited, unless it does not open for this person (<see cref="OpenedHandOff.OpensFor"/>). Null when it opens nothing, for whatever reason.</summary>
    /// <param name="token">What stands in its address.</param>
    /// <param name="viewer">Who is signed in; null when nobody is.</param>
    /// <param name="address">The network address of who opens it, if known.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<OpenedHandOff?> OpenAsync(string token, Actor? viewer, string? address, CancellationToken cancel)
    {
        if (await FindAsync(token, cancel) is not { } opened)
            return null;
        if (!opened.OpensFor(viewer))
            return opened;
        var audit = Audit(opened, viewer, address, "hand-off.open");
        return await store.RecordOpeningAsync(opened.HandOff.Id, audit.At, address, audit, cancel) ? opened : null;
    }

    /// <summary>Issues the token that a link hands out: once. The present one stays valid for the grace that the link was made with.</summary>
    /// <exception cref="RefusedException">It was taken before, the link has ended or is not for this person, or two tokens are live already; nothing was done.</exception>
    public async Task<IssuedToken> TakeSecretAsync(string token, Actor? viewer, string? address, CancellationToken cancel)
    {
        var opened = await FindAsync(token, cancel) ?? throw RefusedException.NotFound(HandOffTexts.OpensNothing);
        if (!opened.OpensFor(viewer))
            throw RefusedException.Forbidden(HandOffTexts.OnlyAdmin);
        if (opened.HandOff.ForAdmins)
            viewer!.RequireFresh(clock.GetUtcNow());
        var link = opened.HandOff;
        var taking = Audit(opened, viewer, address, "hand-off.take-secret");
        return await tokens.IssueAsync(
            taking.Actor,
            opened.Connection,
            TokenChoice.Same,
            link.Grace,
            TokenService.DefaultLifetime,
            $"Taken through hand-off link {link.Id}",
            (issued, hash, graceEndsAt, rotation) => store.TakeSecretAsync(link.Id, new SecretTaken(taking.At, address), issued, hash, graceEndsAt, rotation, taking, cancel));
    }

    private AuditEntry Audit(OpenedHandOff opened, Actor? viewer, string? address, string action)
    {
        // Who had to sign in is named. Whoever else holds a link has no tenant: they reach what it opens, through it, and nothing else.
        var holder = opened.HandOff.ForAdmins ? viewer! : new Actor(ActorKind.LinkHolder, $"hand-off|{opened.HandOff.Id}", Shortened($"holder of a link from {opened.HandOff.CreatedBy}"), null, address);
        return AuditEntry.Of(clock, holder, opened.Connection.Tenant, opened.Connection.Id, action, opened.HandOff.Id.ToString());
    }

    private static string Shortened(string name) => name.Length <= MaximumName ? name : name[..MaximumName];
}
