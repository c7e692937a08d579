using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>What people do with a connection's single sign-on. Each call names who acts, reaches only what that person may, and is audited. Support looks, and changes nothing that the firm has set.</summary>
public sealed class SamlService(ISamlStore store, ConnectionAccess access, TimeProvider clock)
{
    /// <summary>The most certificates that are kept: one that is used and one to come are usual.</summary>
    public const int MostCertificates = 5;

    /// <summary>How many results are kept of a connection.</summary>
    public const int ResultsKept = 20;

    /// <summary>The settings; null when none were given.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<SamlSettings?> FindAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.FindAsync(connection, cancel);
    }

    /// <summary>What came of the newest responses, newest first. Support sees no name of a person, and none of their attributes.</summary>
    public async Task<IReadOnlyList<SamlResult>> ResultsAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        var results = await store.ResultsAsync(connection, ResultsKept * 2, cancel);
        return actor.Kind != ActorKind.Support ? results : [.. results.Select(WithoutNames)];
    }

    /// <summary>Takes the provider's own word about itself. What was set before beside it stays.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="metadata">What was uploaded, pasted or read.</param>
    /// <param name="url">Where it is read again daily; null when it was given as a file.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The connection is out of reach, or its firm's own admins must do it.</exception>
    /// <exception cref="SamlException">It can't be used.</exception>
    /// <remarks>Where people sign in to the portal with the provider, its certificates let people in: who sets them must have proved lately who they are.</remarks>
    public async Task<SamlSettings> TakeMetadataAsync(Actor actor, ConnectionId connection, ReadOnlyMemory<byte> metadata, string? url, CancellationToken cancel)
    {
        var owner = await RequireChangeAsync(actor, connection, cancel);
        var now = clock.GetUtcNow();
        var read = ProviderMetadata.Read(metadata, now);
        return await ChangeAsync(owner, actor, "saml.metadata", read.Issuer, before => (before ?? new SamlSettings(read.Issuer, read.SignInUrl)).Of(read.Issuer, read.SignInUrl) with
        {
            Certificates = [.. read.Certificates.Take(MostCertificates).Select(certificate => new TrustedCertificate(certificate, now))],
            Offered = [],
            Ignored = [],
            MetadataUrl = url,
            MetadataReadAt = url is null ? null : now,
            MetadataFault = null,
            WarnedDays = null,
        }, cancel);
    }

    /// <summary>Takes values that were copied from the provider's console.</summary>
    /// <exception cref="SamlException">One can't be used.</exception>
    public async Task<SamlSettings> TakeByHandAsync(Actor actor, ConnectionId connection, string issuer, string signInUrl, ReadOnlyMemory<byte> certificate, CancellationToken cancel)
    {
        var owner = await RequireChangeAsync(actor, connection, cancel);
        var now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(issuer) || issuer.Trim().Length > 1024)
            throw RefusedException.Invalid(SamlTexts.BadIssuer);
        if (!ProviderMetadata.IsSignInUrl(signInUrl.Trim()))
            throw new SamlException(SamlFault.NoSignInAddress, null, signInUrl.Trim());
        var read = Usable(certificate, now);
        return await ChangeAsync(owner, actor, "saml.values", issuer.Trim(), before => (before ?? new SamlSettings(issuer.Trim(), signInUrl.Trim())).Of(issuer.Trim(), signInUrl.Trim()) with
        {
            Certificates = [new TrustedCertificate(read, now)],
            Offered = [],
            Ignored = [],
            MetadataUrl = null,
            MetadataReadAt = null,
            MetadataFault = null,
            WarnedDays = null,
        }, cancel);
    }

    /// <summary>Adds a certificate, so that the provider may change to it at any time. One that is announced may begin later: until then nothing is accepted with it.</summary>
    /// <exception cref="SamlException">It can't be used, or has ended.</exception>
    public async Task<SamlSettings> AddCertificateAsync(Actor actor, ConnectionId connection, ReadOnlyMemory<byte> certificate, CancellationToken cancel)
    {
        var owner = await RequireChangeAsync(actor, connection, cancel);
        var now = clock.GetUtcNow();
        var read = SigningCertificate.Read(certificate);
        read.RequireNotEnded(now);
        return await ChangeAsync(owner, actor, "saml.certificate.add", read.Thumbprint, before =>
        {
            var settings = before ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
            if (settings.Certificates.Any(known => known.Certificate.Thumbprint == read.Thumbprint))
                throw RefusedException.Conflict(SamlTexts.CertificateThere);
            if (settings.Certificates.Count >= MostCertificates)
                throw RefusedException.Conflict(SamlTexts.FormatMostCertificates(MostCertificates));
            return settings with { WarnedDays = null, Certificates = [new TrustedCertificate(read, now), .. settings.Certificates], Offered = Without(settings.Offered, read.Thumbprint), Ignored = Without(settings.Ignored, read.Thumbprint) };
        }, cancel);
    }

    /// <summary>Removes a certificate; the last one stays.</summary>
    public async Task<SamlSettings> RemoveCertificateAsync(Actor actor, ConnectionId connection, string thumbprint, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        return await ChangeAsync(owner, actor, "saml.certificate.remove", thumbprint, before =>
        {
            var settings = before ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
            var left = Without(settings.Certificates, thumbprint);
            if (left.Count == settings.Certificates.Count)
                throw RefusedException.NotFound(SamlTexts.NoSuchCertificate);
            return left.Count == 0 ? throw RefusedException.Conflict(SamlTexts.LastCertificate) : settings with { WarnedDays = null, Certificates = left };
        }, cancel);
    }

    /// <summary>Offers a certificate of the metadata no more, for as long as it stands there. It may still be added.</summary>
    public async Task<SamlSettings> IgnoreCertificateAsync(Actor actor, ConnectionId connection, string thumbprint, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        return await ChangeAsync(owner, actor, "saml.certificate.ignore", thumbprint, before =>
        {
            var settings = before ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
            var ignored = settings.Offered.FirstOrDefault(offered => offered.Certificate.Thumbprint == thumbprint) ?? throw RefusedException.NotFound(SamlTexts.NoSuchCertificate);
            return settings with { Offered = Without(settings.Offered, thumbprint), Ignored = [.. settings.Ignored, ignored] };
        }, cancel);
    }

    /// <summary>Sets what is accepted.</summary>
    public async Task<SamlSettings> SetOptionsAsync(Actor actor, ConnectionId connection, bool allowUnsolicited, bool allowSha1, CancellationToken cancel)
    {
        var owner = await RequireChangeAsync(actor, connection, cancel);
        return await ChangeAsync(
            owner, actor, "saml.options", $"unsolicited {(allowUnsolicited ? "on" : "off")}, SHA-1 {(allowSha1 ? "on" : "off")}",
            before => (before ?? throw RefusedException.Conflict(SamlTexts.NothingSet)) with { AllowUnsolicited = allowUnsolicited, AllowSha1 = allowSha1 }, cancel);
    }

    /// <summary>Lets the members of a group sign in to the portal with the provider.</summary>
    /// <param name="actor">Who acts. What lets people in is a secret's equal, so they must have proved lately who they are.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="group">The group's id in the directory.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The connection is out of reach, its firm's own admins must do it or sign in again first, no test has passed, or there is no such group.</exception>
    public async Task<SamlSettings> SetAdminGroupAsync(Actor actor, ConnectionId connection, string group, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        actor.RequireFresh(clock.GetUtcNow());
        if (!await store.IsGroupAsync(connection, group, cancel))
            throw RefusedException.NotFound(SamlTexts.NoSuchGroup);
        return await ChangeAsync(owner, actor, "saml.signin.on", group, before =>
        {
            var settings = before ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
            return settings.Evidence.TestedAt is null ? throw RefusedException.Conflict(SamlTexts.NotTested) : settings with { AdminGroup = group };
        }, cancel);
    }

    /// <summary>Lets nobody sign in to the portal with the provider any more: the way back when it is broken, or not to be trusted. Whoever did is out with the next request.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="reason">Why, for the audit; support must say it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The connection is out of reach, knows no provider, or support gave no reason.</exception>
    public async Task<SamlSettings> SwitchSignInOffAsync(Actor actor, ConnectionId connection, string? reason, CancellationToken cancel)
    {
        var reached = await access.RequireAsync(actor, connection, cancel);
        var why = actor.Reason(reason);
        return await ChangeAsync(reached, actor, "saml.signin.off", connection.Value, before => (before ?? throw RefusedException.Conflict(SamlTexts.NothingSet)) with { AdminGroup = null }, cancel, why);
    }

    // What is wrong with a NameID is told by what came, which may be somebody's address; and a provider that says why it failed may say whose sign-in did.
    private static SamlResult WithoutNames(SamlResult result) => result with
    {
        NameId = result.NameId is null ? null : Mask.Of(result.NameId),
        Claims = [],
        Received = result switch
        {
            { Fault: SamlFault.NameId, Received: { } name } => Mask.Of(name),
            { Fault: SamlFault.Status, Received: { } words } => Mask.InText(words),
            _ => result.Received,
        },
    };

    private async Task<Connection> RequireChangeAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        if (await store.FindAsync(connection, cancel) is { AdminGroup: not null })
            actor.RequireFresh(clock.GetUtcNow());
        return owner;
    }

    private static List<TrustedCertificate> Without(IReadOnlyList<TrustedCertificate> certificates, string thumbprint) => [.. certificates.Where(one => one.Certificate.Thumbprint != thumbprint)];

    private static SigningCertificate Usable(ReadOnlyMemory<byte> given, DateTimeOffset now)
    {
        var read = SigningCertificate.Read(given);
        read.RequireValid(now);
        return read;
    }

    private async Task<SamlSettings> ChangeAsync(Connection owner, Actor actor, string action, string target, Func<SamlSettings?, SamlSettings> change, CancellationToken cancel, string? reason = null)
    {
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, owner.Id, action, target.Length <= 400 ? target : target[..400], reason);
        return await store.ChangeAsync(owner.Id, change, audit, cancel) ?? throw RefusedException.NotFound(ConnectionTexts.FormatNoConnection(owner.Id));
    }
}
