using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml;

/// <summary>What may be got from the URL of a provider's metadata: over https, from the internet or what the operator allows, from that server alone, within a time and a size.</summary>
public sealed class MetadataDownloadTests
{
    private readonly FakeTimeProvider _clock = new(SamlProvider.Now);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metadata_is_read_over_https_from_an_address_that_is_allowed()
    {
        await using var server = await MetadataServer.StartAsync(https: true);
        server.Answer = http => http.Response.WriteAsync($"<metadata for=\"{http.Request.Headers.Accept}\"/>");
        using var download = Allowed(server, trust: true);
        Assert.Equal("<metadata for=\"application/samlmetadata+xml, application/xml, text/xml\"/>", System.Text.Encoding.UTF8.GetString(await download.ReadAsync(server.Url, Cancel)));
    }

    [Fact]
    public async Task Server_whose_certificate_is_not_trusted_is_not_believed()
    {
        await using var server = await MetadataServer.StartAsync(https: true);
        using var download = Allowed(server, trust: false);
        Assert.Equal(SamlTexts.FormatMetadataNotTrusted("127.0.0.1"), await RefusalAsync(download, server.Url));
        Assert.Equal(0, server.Asked);
    }

    [Fact]
    public async Task Private_address_is_not_asked_whatever_leads_there()
    {
        await using var server = await MetadataServer.StartAsync(https: true);
        using var download = new MetadataDownload(new OutboundAddress([], development: false), _clock, Trust(server));
        foreach (var url in new[] { server.Url, server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), "https://10.0.0.1/metadata", "https://169.254.169.254/latest" })
            Assert.Equal(SamlTexts.MetadataUrlIsPrivate, await RefusalAsync(download, url));
        Assert.Equal(0, server.Asked);
    }

    [Theory]
    [InlineData("http://login.example/metadata")]
    [InlineData("ftp://login.example/metadata")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://mara:secret@login.example/metadata")]
    [InlineData("https://login.example/metadata#part")]
    [InlineData("metadata.xml")]
    [InlineData("")]
    public async Task What_is_no_such_url_is_refused(string url)
    {
        using var download = new MetadataDownload(new OutboundAddress([], development: false), _clock);
        Assert.Equal(SamlTexts.MetadataUrlIs, await RefusalAsync(download, url));
    }

    [Fact]
    public async Task Redirects_on_the_same_server_are_followed_three_times()
    {
        await using var server = await MetadataServer.StartAsync();
        var redirects = 3;
        server.Answer = http =>
        {
            if (server.Asked <= redirects)
                http.Response.Redirect($"/next{server.Asked}");
            return Task.CompletedTask;
        };
        using var download = Here();
        Assert.Empty(await download.ReadAsync(server.Url, Cancel));
        Assert.Equal(4, server.Asked);
        redirects = int.MaxValue;
        Assert.Equal(SamlTexts.MetadataRedirects, await RefusalAsync(download, server.Url));
        Assert.Equal(8, server.Asked);
    }

    [Fact]
    public async Task Redirect_to_another_server_is_not_followed()
    {
        await using var server = await MetadataServer.StartAsync();
        await using var other = await MetadataServer.StartAsync();
        using var download = Here();
        server.Answer = http =>
        {
            http.Response.Redirect(other.Url);
            return Task.CompletedTask;
        };
        Assert.Equal(SamlTexts.FormatMetadataElsewhere(new Uri(other.Url).Authority), await RefusalAsync(download, server.Url));
        Assert.Equal(0, other.Asked);
        server.Answer = http =>
        {
            http.Response.Redirect(server.Url.Replace("http:", "https:", StringComparison.Ordinal));
            return Task.CompletedTask;
        };
        Assert.Equal(SamlTexts.FormatMetadataElsewhere(new Uri(server.Url).Authority), await RefusalAsync(download, server.Url));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(304)]
    public async Task Status_is_told(int status)
    {
        await using var server = await MetadataServer.StartAsync();
        using var download = Here();
        server.Answer = http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        Assert.Equal(SamlTexts.FormatMetadataStatus(status), await RefusalAsync(download, server.Url));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_large_is_not_read_whether_its_length_is_said_or_not(bool said)
    {
        await using var server = await MetadataServer.StartAsync();
        using var download = Here();
        var length = ProviderMetadata.Longest;
        server.Answer = async http =>
        {
            if (said)
                http.Response.ContentLength = length;
            await http.Response.Body.WriteAsync(new byte[length], http.RequestAborted);
        };
        Assert.Equal(length, (await download.ReadAsync(server.Url, Cancel)).Length);
        length++;
        Assert.Equal(SamlTexts.MetadataLarge, await RefusalAsync(download, server.Url));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_does_not_come_within_ten_seconds_is_given_up(bool begins)
    {
        await using var server = await MetadataServer.StartAsync();
        using var download = Here();
        var asked = new TaskCompletionSource();
        server.Answer = async http =>
        {
            if (begins)
            {
                await http.Response.WriteAsync("<Entity", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }

            asked.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var reading = RefusalAsync(download, server.Url);
        await asked.Task.WaitAsync(Cancel);
        Assert.False(reading.IsCompleted);
        _clock.Advance(MetadataDownload.Longest);
        Assert.Equal(SamlTexts.FormatMetadataSlow(10), await reading);
    }

    [Fact]
    public async Task Server_that_is_not_there_is_told()
    {
        var server = await MetadataServer.StartAsync();
        var url = server.Url;
        await server.DisposeAsync();
        using var download = Here();
        Assert.Equal(SamlTexts.FormatMetadataUnreachable("127.0.0.1"), await RefusalAsync(download, url));
    }

    private MetadataDownload Here() => new(new OutboundAddress([], development: true), _clock);

    private MetadataDownload Allowed(MetadataServer server, bool trust) => new(new OutboundAddress([IPNetwork.Parse("127.0.0.0/8")], development: false), _clock, trust ? Trust(server) : null);

    private static SslClientAuthenticationOptions Trust(MetadataServer server)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(server.Certificate!);
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }

    private static async Task<string> RefusalAsync(MetadataDownload download, string url) => (await Assert.ThrowsAsync<RefusedException>(() => download.ReadAsync(url, Cancel))).Message;
}
