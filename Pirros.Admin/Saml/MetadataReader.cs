using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>Reads a provider's metadata from its URL for somebody who may set it.</summary>
public sealed class MetadataReader
{
    private readonly SamlService _service;
    private readonly ConnectionAccess _access;
    private readonly MetadataDownload _download;
    private readonly TimeProvider _clock;

    internal MetadataReader(SamlService service, ConnectionAccess access, MetadataDownload download, TimeProvider clock)
        => (_service, _access, _download, _clock) = (service, access, download, clock);

    /// <summary>What stands there, without taking anything.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="connection">The connection that it is for.</param>
    /// <param name="url">Where, over https.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The connection is out of reach, or its firm's own admins must do it; or nothing can be got there, and the message says why.</exception>
    /// <exception cref="SamlException">What stands there can't be used.</exception>
    public async Task<ProviderMetadata> PreviewAsync(Actor actor, ConnectionId connection, string url, CancellationToken cancel)
    {
        await _access.RequireOwnAsync(actor, connection, cancel);
        return ProviderMetadata.Read(await _download.ReadAsync(url, cancel), _clock.GetUtcNow());
    }

    /// <summary>Takes what stands there, and remembers the URL: it is read again daily.</summary>
    /// <exception cref="RefusedException">As with <see cref="PreviewAsync"/>; or they must sign in again first.</exception>
    /// <exception cref="SamlException">What stands there can't be used.</exception>
    public Task<SamlSettings> LoadAsync(Actor actor, ConnectionId connection, string url, CancellationToken cancel) => LoadAsync(actor, connection, url, null, cancel);

    /// <summary>Takes what stands there if it is still what somebody was shown.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="connection">The connection that it is for.</param>
    /// <param name="url">Where, over https.</param>
    /// <param name="seen">What the person was shown and agreed to; null when they were shown nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">As with <see cref="PreviewAsync"/>; or they must sign in again first; or it is not what they saw.</exception>
    /// <exception cref="SamlException">What stands there can't be used.</exception>
    public async Task<SamlSettings> LoadAsync(Actor actor, ConnectionId connection, string url, ProviderMetadata? seen, CancellationToken cancel)
    {
        await _access.RequireOwnAsync(actor, connection, cancel);
        var kept = _download.Require(url);
        var given = await _download.ReadAsync(kept, cancel);
        if (seen is not null && !SaysTheSame(seen, ProviderMetadata.Read(given, _clock.GetUtcNow())))
            throw RefusedException.Conflict(SamlTexts.MetadataMeanwhile);
        return await _service.TakeMetadataAsync(actor, connection, given, kept, cancel);
    }

    private static bool SaysTheSame(ProviderMetadata one, ProviderMetadata other)
        => one.Issuer == other.Issuer && one.SignInUrl == other.SignInUrl && one.Certificates.Select(certificate => certificate.Thumbprint).SequenceEqual(other.Certificates.Select(certificate => certificate.Thumbprint));
}
