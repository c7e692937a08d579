using Microsoft.Extensions.Options;
using Pirros.Admin.Audit;
using Pirros.Admin.Directory;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Downstream;

/// <summary>What people do with subscribers. Each call names who acts, reaches only what that person may, and is audited. Support looks, pauses, resumes and replays, with a reason, and sees no secret and no name.</summary>
public sealed class SubscriberService(ISubscriberStore store, IOutbox outbox, ISecretBox secrets, OutboundAddress addresses, OutboxSignal signal, IOptions<DownstreamOptions> options, TimeProvider clock)
{
    /// <summary>How many a tenant may have.</summary>
    public const int Most = 10;

    /// <summary>Attempts on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Above it, what waits is not counted to its end.</summary>
    public const int MostCounted = 10_000;

    /// <summary>How long what was replaced works on, when nothing else is said.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(24);

    private static readonly TimeSpan MaximumGrace = TimeSpan.FromDays(30);
    private const int MaximumName = 100;

    /// <summary>A tenant's subscribers, by name, with how far each is.</summary>
    public async Task<IReadOnlyList<SubscriberState>> ListAsync(Actor actor, TenantId tenant, CancellationToken cancel)
    {
        RequireReach(actor, tenant);
        List<SubscriberState> states = [];
        foreach (var subscriber in await store.ListAsync(tenant, cancel))
            states.Add(await StateAsync(subscriber, cancel));
        return states;
    }

    /// <summary>One subscriber.</summary>
    /// <exception cref="RefusedException">There is none, or it is out of this person's reach.</exception>
    public async Task<SubscriberState> GetAsync(Actor actor, TenantId tenant, Guid id, CancellationToken cancel) => await StateAsync(await RequireAsync(actor, tenant, id, cancel), cancel);

    /// <summary>Attempts to deliver, newest first.</summary>
    public async Task<IReadOnlyList<AttemptRecord>> AttemptsAsync(Actor actor, TenantId tenant, Guid id, Guid? before, CancellationToken cancel)
    {
        await RequireAsync(actor, tenant, id, cancel);
        var found = await store.AttemptsAsync(tenant, id, before, PageSize, cancel);

        // Names are masked for support as everywhere; what an endpoint answers may hold some too.
        return actor.Kind != ActorKind.Support ? found : [.. found.Select(one => one with { Name = one is { Name: { } name, IsOfUser: true } ? Mask.Of(name) : one.Name, Made = one.Made with { Answer = null } })];
    }

    /// <summary>Makes a subscriber; its key, and the signing secret where it has a webhook, are given this once.</summary>
    /// <exception cref="RefusedException">Something given can't be used, there are too many, the person signed in too long ago or is support.</exception>
    public async Task<IssuedSecrets> CreateAsync(Actor actor, TenantId tenant, string name, string? url, CancellationToken cancel)
    {
        RequireIssuing(actor, tenant);
        var (id, now) = OrderedId.Next(clock);
        var (keyId, key) = EventsKey.New();
        var to = string.IsNullOrWhiteSpace(url) ? null : addresses.Require(url, DownstreamTexts.UrlIs, DownstreamTexts.UrlIsPrivate);
        var secret = to is null ? null : WebhookSecret.New();
        var subscriber = new Subscriber(tenant, id, PlainText.Require(name, DownstreamTexts.TheName, MaximumName), now, actor.Name)
        {
            KeyId = keyId,
            Url = to,
            Secret = secret is null ? null : secrets.Seal(secret),
        };
        var made = await store.AddAsync(subscriber, EventsKey.Hash(key), Most, Audit(actor, subscriber, "create"), cancel);
        return new IssuedSecrets(made, key, secret);
    }

    /// <summary>Changes the name.</summary>
    public async Task RenameAsync(Actor actor, TenantId tenant, Guid id, string name, CancellationToken cancel)
    {
        RequireOwn(actor, tenant);
        var subscriber = await RequireAsync(actor, tenant, id, cancel);
        var after = PlainText.Require(name, DownstreamTexts.TheName, MaximumName);
        Require(await store.RenameAsync(tenant, id, after, Audit(actor, subscriber with { Name = after }, "rename"), cancel));
    }

    /// <summary>Sets where webhooks go, with a new signing secret that is given this once; or ends them when there is no address.</summary>
    public async Task<IssuedSecrets> SetWebhookAsync(Actor actor, TenantId tenant, Guid id, string? url, CancellationToken cancel)
    {
        RequireIssuing(actor, tenant);
        var subscriber = await RequireAsync(actor, tenant, id, cancel);
        var to = string.IsNullOrWhiteSpace(url) ? null : addresses.Require(url, DownstreamTexts.UrlIs, DownstreamTexts.UrlIsPrivate);
        var secret = to is null ? null : WebhookSecret.New();
        Require(await store.SetWebhookAsync(tenant, id, to, secret is null ? null : secrets.Seal(secret), Audit(actor, subscriber, to is null ? "remove-webhook" : "set-webhook"), cancel));
        return new IssuedSecrets(subscriber with { Url = to }, null, secret);
    }

    /// <summary>Makes a new key for the events API; the present one works on for a while.</summary>
    public async Task<IssuedSecrets> RotateKeyAsync(Actor actor, TenantId tenant, Guid id, TimeSpan grace, CancellationToken cancel)
    {
        RequireIssuing(actor, tenant, grace);
        var subscriber = await RequireAsync(actor, tenant, id, cancel);
        var (keyId, key) = EventsKey.New();
        Require(await store.RotateKeyAsync(tenant, id, keyId, EventsKey.Hash(key), clock.GetUtcNow() + grace, Audit(actor, subscriber, "rotate-key"), cancel));
        return new IssuedSecrets(subscriber with { KeyId = keyId }, key, null);
    }

    /// <summary>Makes a new signing secret; each webhook is signed with both for a while.</summary>
    public async Task<IssuedSecrets> RotateSecretAsync(Actor actor, TenantId tenant, Guid id, TimeSpan grace, CancellationToken cancel)
    {
        RequireIssuing(actor, tenant, grace);
        var subscriber = await RequireAsync(actor, tenant, id, cancel);
        if (subscriber.Url is null)
            throw RefusedException.Conflict(DownstreamTexts.NoWebhook);
        var secret = WebhookSecret.New();
        Require(await store.RotateSecretAsync(tenant, id, secrets.Seal(secret), clock.GetUtcNow() + grace, Audit(actor, subscriber, "rotate-secret"), cancel));
        return new IssuedSecrets(subscriber, null, secret);
    }

    /// <summary>Stops sending webhooks. What happens meanwhile waits, for as long as events are kept.</summary>
    public Task PauseAsync(Actor actor, TenantId tenant, Guid id, string? reason, CancellationToken cancel) => SetPausedAsync(actor, tenant, id, true, reason, cancel);

    /// <summary>Goes on with all that waits, at once.</summary>
    public Task ResumeAsync(Actor actor, TenantId tenant, Guid id, string? reason, CancellationToken cancel) => SetPausedAsync(actor, tenant, id, false, reason, cancel);

    /// <summary>Delivers again what was delivered: one event, or all since a moment. Each has the webhook-id that it had.</summary>
    /// <returns>How many events.</returns>
    public async Task<int> ReplayAsync(Actor actor, TenantId tenant, Guid id, long? number, DateTimeOffset? since, string? reason, CancellationToken cancel)
    {
        if (number is null == since is null)
            throw RefusedException.Invalid(DownstreamTexts.ReplayWhat);
        var subscriber = await RequireAsync(actor, tenant, id, cancel);
        if (subscriber.Url is null)
            throw RefusedException.Conflict(DownstreamTexts.NoWebhook);
        var count = await store.ReplayAsync(tenant, id, number, since, clock.GetUtcNow(), Audit(actor, subscriber, "replay", actor.Reason(reason)), cancel);
        Require(count is not null);
        return count!.Value;
    }

    /// <summary>Sends an event that says nothing but that events arrive.</summary>
    public async Task TestAsync(Actor actor, TenantId tenant, Guid id, string? reason, CancellationToken cancel)
    {
        var subscriber = await RequireAsync(actor, tenant, id, cancel);
        Require(await store.TestAsync(tenant, id, clock.GetUtcNow(), Audit(actor, subscriber, "test", actor.Reason(reason)), cancel));
        signal.Wrote();
    }

    /// <summary>Removes a subscriber: its key and its secret end at once.</summary>
    public async Task RemoveAsync(Actor actor, TenantId tenant, Guid id, CancellationToken cancel)
    {
        RequireOwn(actor, tenant);
        var subscriber = await RequireAsync(actor, tenant, id, cancel);
        Require(await store.RemoveAsync(tenant, id, Audit(actor, subscriber, "remove"), cancel));
    }

    private async Task SetPausedAsync(Actor actor, TenantId tenant, Guid id, bool paused, string? reason, CancellationToken cancel)
    {
        var subscriber = await RequireAsync(actor, tenant, id, cancel);
        if (subscriber.Url is null)
            throw RefusedException.Conflict(DownstreamTexts.NoWebhook);
        if (!await store.SetPausedAsync(tenant, id, paused, clock.GetUtcNow(), Audit(actor, subscriber, paused ? "pause" : "resume", actor.Reason(reason)), cancel))
            throw RefusedException.Conflict(paused ? DownstreamTexts.IsPaused : DownstreamTexts.IsNotPaused);
        signal.Wrote();
    }

    private async Task<SubscriberState> StateAsync(Subscriber subscriber, CancellationToken cancel)
    {
        var (waiting, next) = await store.WaitingAsync(subscriber.Tenant, subscriber.Id, MostCounted, cancel);
        var position = subscriber.Url is null ? subscriber.Fetched ?? subscriber.Position : subscriber.Position;
        var behind = waiting + await outbox.BehindAsync(subscriber.Tenant, subscriber.Id, position, MostCounted, cancel);
        return new SubscriberState(subscriber, Math.Min(behind, MostCounted), next, options.Value.RetentionDays);
    }

    private AuditEntry Audit(Actor actor, Subscriber subscriber, string verb, string? reason = null) => AuditEntry.Of(clock, actor, subscriber.Tenant, null, $"subscriber.{verb}", subscriber.Name, reason);

    private async Task<Subscriber> RequireAsync(Actor actor, TenantId tenant, Guid id, CancellationToken cancel)
    {
        RequireReach(actor, tenant);
        return await store.FindAsync(tenant, id, cancel) ?? throw RefusedException.NotFound(DownstreamTexts.NoSubscriber);
    }

    private static void RequireReach(Actor actor, TenantId tenant)
    {
        if (!actor.CanReach(tenant))
            throw RefusedException.NotFound(DownstreamTexts.NoSubscriber);
    }

    // What a firm has set is changed by its own admins, and a secret is seen by nobody else.
    private static void RequireOwn(Actor actor, TenantId tenant)
    {
        RequireReach(actor, tenant);
        if (actor.Kind == ActorKind.Support)
            throw RefusedException.Forbidden(DownstreamTexts.OnlyAdmin);
    }

    private void RequireIssuing(Actor actor, TenantId tenant, TimeSpan grace = default)
    {
        RequireOwn(actor, tenant);
        actor.RequireFresh(clock.GetUtcNow());
        if (grace < TimeSpan.Zero || grace > MaximumGrace)
            throw RefusedException.Invalid(DownstreamTexts.GraceIs);
    }

    private static void Require(bool done)
    {
        if (!done)
            throw RefusedException.NotFound(DownstreamTexts.NoSubscriber);
    }
}
