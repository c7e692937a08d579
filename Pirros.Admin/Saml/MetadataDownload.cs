using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>
/// Gets what stands at the URL of a provider's metadata. Somebody named it, and what comes decides who is let in: only over https, to addresses of the internet, within a time and a size, and
/// never on to another server.
/// </summary>
internal sealed class MetadataDownload : IDisposable
{
    /// <summary>Within which all of it must have come.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const int MostRedirects = 3;

    private readonly OutboundAddress _addresses;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    /// <param name="addresses">Where this server may go.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="tls">Which certificates are trusted; null for those that the machine trusts.</param>
    public MetadataDownload(OutboundAddress addresses, TimeProvider clock, SslClientAuthenticationOptions? tls = null)
    {
        (_addresses, _clock) = (addresses, clock);
        var handler = addresses.Handler();
        if (tls is not null)
            handler.SslOptions = tls;
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The URL as it is kept.</summary>
    /// <exception cref="RefusedException">Nothing is asked there.</exception>
    public string Require(string? url) => _addresses.Require(url, SamlTexts.MetadataUrlIs, SamlTexts.MetadataUrlIsPrivate);

    /// <summary>What stands there.</summary>
    /// <exception cref="RefusedException">It can't be got; the message says why.</exception>
    public async Task<byte[]> ReadAsync(string url, CancellationToken cancel)
    {
        var address = new Uri(Require(url));
        using var timeout = new CancellationTokenSource(Longest, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            for (var followed = 0; ; followed++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("Accept", "application/samlmetadata+xml, application/xml, text/xml");
                request.Headers.TryAddWithoutValidation("User-Agent", "Pirros-Metadata/1");
                using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return await BodyAsync(answer, either.Token);
                if (answer.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || answer.Headers.Location is not { } location)
                    throw RefusedException.Invalid(SamlTexts.FormatMetadataStatus((int)answer.StatusCode));
                if (followed == MostRedirects)
                    throw RefusedException.Invalid(SamlTexts.MetadataRedirects);
                address = Next(address, location);
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw RefusedException.Invalid(SamlTexts.FormatMetadataSlow((int)Longest.TotalSeconds));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw RefusedException.Invalid(error.InnerException switch
            {
                ForbiddenAddressException => SamlTexts.MetadataUrlIsPrivate,
                AuthenticationException => SamlTexts.FormatMetadataNotTrusted(address.Host),
                _ => SamlTexts.FormatMetadataUnreachable(address.Host),
            });
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Where it goes on: on the same server, since only that was named.</summary>
    private Uri Next(Uri from, Uri location)
    {
        var next = new Uri(from, location);
        if (next.Scheme != from.Scheme || !string.Equals(next.Authority, from.Authority, StringComparison.OrdinalIgnoreCase))
            throw RefusedException.Invalid(SamlTexts.FormatMetadataElsewhere(next.Authority));
        return new Uri(Require(next.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)));
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.Content.Headers.ContentLength > ProviderMetadata.Longest)
            throw TooLarge();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[ProviderMetadata.Longest + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length <= ProviderMetadata.Longest ? bytes[..length] : throw TooLarge();

        static RefusedException TooLarge() => RefusedException.Invalid(SamlTexts.MetadataLarge);
    }
}
