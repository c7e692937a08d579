using System.Security.Cryptography;
using System.Text;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Saml;

/// <summary>Sends people to a connection's provider: to see whether its single sign-on works, or to sign in to the portal.</summary>
public sealed class SignInRequests(ISamlStore store, IConnectionStore connections, ConnectionAccess access, ConnectionValueBuilder values, TimeProvider clock)
{
    /// <summary>How long somebody may take at the provider.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    /// <summary>Begins a sign-in that shows what comes of it.</summary>
    /// <param name="actor">Who tests.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="origin">Where the portal was reached.</param>
    /// <param name="browser">What the browser has of an earlier start; null for nothing. In two windows at once it stays the same, so that both find back.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The connection is out of reach, or knows no provider.</exception>
    public async Task<SignInStart> TestAsync(Actor actor, ConnectionId connection, string origin, string? browser, CancellationToken cancel)
    {
        var reached = await access.RequireAsync(actor, connection, cancel);
        var settings = await store.FindAsync(connection, cancel) ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
        if (!values.Build(reached, origin).IsAnsweredHere)
            throw RefusedException.Conflict(SamlTexts.NotOurAddress);
        var start = await BeginAsync(reached, settings, origin, actor.Id, null, again: false, browser, cancel);
        if (settings.Evidence.RequestedAt is null)
            await store.ChangeAsync(connection, now => now is null ? null : now with { Evidence = now.Evidence with { RequestedAt = now.Evidence.RequestedAt ?? clock.GetUtcNow() } }, null, cancel);
        return start;
    }

    /// <summary>Begins a sign-in to the portal; null when the connection lets nobody in so.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="origin">Where the portal was reached.</param>
    /// <param name="returnTo">Where the person goes on afterwards: a path of the portal.</param>
    /// <param name="again">Whether they must prove anew who they are.</param>
    /// <param name="browser">What the browser has of an earlier start; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<SignInStart?> SignInAsync(ConnectionId connection, string origin, string returnTo, bool again, string? browser, CancellationToken cancel)
        => await connections.FindAsync(connection, cancel) is { Enabled: true } found && await store.FindAsync(connection, cancel) is { AdminGroup: not null } settings
            ? await BeginAsync(found, settings, origin, null, returnTo, again, browser, cancel)
            : null;

    /// <summary>The connection by which a tenant's admins sign in; null when there is none.</summary>
    public Task<ConnectionId?> OfTenantAsync(TenantId tenant, CancellationToken cancel) => store.SignInConnectionAsync(tenant, cancel);

    /// <summary>What of a browser's word is kept.</summary>
    internal static byte[] HashOf(string browser) => SHA256.HashData(Encoding.UTF8.GetBytes(browser));

    private async Task<SignInStart> BeginAsync(Connection connection, SamlSettings settings, string origin, string? testedBy, string? returnTo, bool again, string? browser, CancellationToken cancel)
    {
        var (id, word, now) = (AuthnRequest.NewId(), AuthnRequest.IsId(browser) ? browser! : AuthnRequest.NewId(), clock.GetUtcNow());
        await store.AddRequestAsync(new SamlRequest(connection.Id, id, HashOf(word), testedBy, returnTo, now, now + Lasts), cancel);
        var replyUrl = values.Build(connection, origin).ReplyUrl;
        return new SignInStart(AuthnRequest.RedirectUrl(id, settings.SignInUrl, connection.EntityId, replyUrl, now, again, connection.Id.Value), word);
    }
}

/// <summary>The way to a provider.</summary>
/// <param name="Url">Where the browser is sent.</param>
/// <param name="Browser">What it must bring back with the answer, in a cookie: 160 random bits.</param>
public sealed record SignInStart(string Url, string Browser);
