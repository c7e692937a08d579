using System.Security.Cryptography;
using System.Text;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>What people do with a connection's single sign-on. Each call names who acts, reaches only what that person may, and is audited. Support looks, and changes nothing that the firm has set.</summary>
public sealed class SamlService(ISamlStore store, ConnectionAccess access, TimeProvider clock)
{
    /// <summary>The most certificates that are kept: one that is used and one to come are usual.</summary>
    public const int MostCertificates = 5;

    /// <summary>How many results are kept of a connection.</summary>
    public const int ResultsKept = 20;

    private static readonly TimeSpan TestLasts = TimeSpan.FromMinutes(10);

    /// <summary>The settings; null when none were given.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<SamlSettings?> FindAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.FindAsync(connection, cancel);
    }

    /// <summary>What came of the newest responses, newest first.</summary>
    public async Task<IReadOnlyList<SamlResult>> ResultsAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection, cancel);
        return await store.ResultsAsync(connection, ResultsKept, cancel);
    }

    /// <summary>Takes the provider's own word about itself. What was set before beside it stays.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="metadata">What was uploaded, pasted or read.</param>
    /// <param name="url">Where it is read again daily; null when it was given as a file.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The connection is out of reach, or its firm's own admins must do it.</exception>
    /// <exception cref="SamlException">It can't be used.</exception>
    public async Task<SamlSettings> TakeMetadataAsync(Actor actor, ConnectionId connection, ReadOnlyMemory<byte> metadata, string? url, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        var now = clock.GetUtcNow();
        var read = ProviderMetadata.Read(metadata, now);
        return await ChangeAsync(owner, actor, "saml.metadata", read.Issuer, before => (before ?? new SamlSettings(read.Issuer, read.SignInUrl)) with
        {
            Issuer = read.Issuer,
            SignInUrl = read.SignInUrl,
            Certificates = [.. read.Certificates.Take(MostCertificates).Select(certificate => new TrustedCertificate(certificate, now))],
            Offered = [],
            MetadataUrl = url,
            MetadataReadAt = url is null ? null : now,
            MetadataFault = null,
        }, cancel);
    }

    /// <summary>Takes values that were copied from the provider's console.</summary>
    /// <exception cref="SamlException">One can't be used.</exception>
    public async Task<SamlSettings> TakeByHandAsync(Actor actor, ConnectionId connection, string issuer, string signInUrl, ReadOnlyMemory<byte> certificate, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        var now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(issuer) || issuer.Trim().Length > 1024)
            throw new SamlException(SamlFault.Issuer);
        if (!ProviderMetadata.IsSignInUrl(signInUrl.Trim()))
            throw new SamlException(SamlFault.NoSignInAddress, null, signInUrl.Trim());
        var read = Usable(certificate, now);
        return await ChangeAsync(owner, actor, "saml.values", issuer.Trim(), before => (before ?? new SamlSettings(issuer.Trim(), signInUrl.Trim())) with
        {
            Issuer = issuer.Trim(),
            SignInUrl = signInUrl.Trim(),
            Certificates = [new TrustedCertificate(read, now)],
            Offered = [],
            MetadataUrl = null,
            MetadataReadAt = null,
            MetadataFault = null,
        }, cancel);
    }

    /// <summary>Adds a certificate, so that the provider may change to it at any time.</summary>
    public async Task<SamlSettings> AddCertificateAsync(Actor actor, ConnectionId connection, ReadOnlyMemory<byte> certificate, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        var now = clock.GetUtcNow();
        var read = Usable(certificate, now);
        return await ChangeAsync(owner, actor, "saml.certificate.add", read.Thumbprint, before =>
        {
            var settings = before ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
            if (settings.Certificates.Any(known => known.Certificate.Thumbprint == read.Thumbprint))
                throw RefusedException.Conflict(SamlTexts.CertificateThere);
            if (settings.Certificates.Count >= MostCertificates)
                throw RefusedException.Conflict(SamlTexts.FormatMostCertificates(MostCertificates));
            return settings with { Certificates = [new TrustedCertificate(read, now), .. settings.Certificates], Offered = [.. settings.Offered.Where(offered => offered.Certificate.Thumbprint != read.Thumbprint)] };
        }, cancel);
    }

    /// <summary>Removes a certificate; the last one stays.</summary>
    public async Task<SamlSettings> RemoveCertificateAsync(Actor actor, ConnectionId connection, string thumbprint, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        return await ChangeAsync(owner, actor, "saml.certificate.remove", thumbprint, before =>
        {
            var settings = before ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
            var left = settings.Certificates.Where(known => known.Certificate.Thumbprint != thumbprint).ToList();
            if (left.Count == settings.Certificates.Count && !settings.Offered.Any(offered => offered.Certificate.Thumbprint == thumbprint))
                throw RefusedException.NotFound(SamlTexts.NoSuchCertificate);
            return left.Count == 0 ? throw RefusedException.Conflict(SamlTexts.LastCertificate) : settings with { Certificates = left, Offered = [.. settings.Offered.Where(offered => offered.Certificate.Thumbprint != thumbprint)] };
        }, cancel);
    }

    /// <summary>Sets what is accepted.</summary>
    public async Task<SamlSettings> SetOptionsAsync(Actor actor, ConnectionId connection, bool allowUnsolicited, bool allowSha1, CancellationToken cancel)
    {
        var owner = await access.RequireOwnAsync(actor, connection, cancel);
        return await ChangeAsync(
            owner, actor, "saml.options", $"unsolicited {(allowUnsolicited ? "on" : "off")}, SHA-1 {(allowSha1 ? "on" : "off")}",
            before => (before ?? throw RefusedException.Conflict(SamlTexts.NothingSet)) with { AllowUnsolicited = allowUnsolicited, AllowSha1 = allowSha1 }, cancel);
    }

    /// <summary>Begins a sign-in at the provider that shows what comes of it. Gives where the browser is to go, and what it must bring back.</summary>
    /// <exception cref="RefusedException">The connection is out of reach, or knows no provider.</exception>
    public async Task<(string Url, string Browser)> BeginTestAsync(Actor actor, Connection connection, string replyUrl, CancellationToken cancel)
    {
        await access.RequireAsync(actor, connection.Id, cancel);
        var settings = await store.FindAsync(connection.Id, cancel) ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
        var (id, browser, now) = (AuthnRequest.NewId(), AuthnRequest.NewId(), clock.GetUtcNow());
        await store.AddRequestAsync(new SamlRequest(connection.Id, id, HashOf(browser), actor.Id, now, now + TestLasts), cancel);
        return (AuthnRequest.RedirectUrl(id, settings.SignInUrl, connection.EntityId, replyUrl, now, connection.Id.Value), browser);
    }

    /// <summary>What of a browser's word is kept.</summary>
    internal static byte[] HashOf(string browser) => SHA256.HashData(Encoding.UTF8.GetBytes(browser));

    private static SigningCertificate Usable(ReadOnlyMemory<byte> given, DateTimeOffset now)
    {
        var read = SigningCertificate.Read(given);
        read.RequireValid(now);
        return read;
    }

    private async Task<SamlSettings> ChangeAsync(Connection owner, Actor actor, string action, string target, Func<SamlSettings?, SamlSettings> change, CancellationToken cancel)
    {
        var audit = AuditEntry.Of(clock, actor, owner.Tenant, owner.Id, action, target.Length <= 400 ? target : target[..400]);
        return await store.ChangeAsync(owner.Id, change, audit, cancel) ?? throw RefusedException.NotFound(SamlTexts.FormatNoConnection(owner.Id));
    }
}
