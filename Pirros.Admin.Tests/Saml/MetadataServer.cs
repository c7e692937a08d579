using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml;

/// <summary>A web server of this machine that metadata stands on, over http or https.</summary>
internal sealed class MetadataServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private MetadataServer(WebApplication app, X509Certificate2? certificate) => (_app, Certificate) = (app, certificate);

    /// <summary>What it shows on https; null for plain http.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Where it listens, such as <c>https://127.0.0.1:34567</c>.</summary>
    public string Origin => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Where the metadata stands.</summary>
    public string Url => $"{Origin}/metadata.xml?appid=1";

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = http => http.Response.WriteAsync("<nothing/>");

    public static async Task<MetadataServer> StartAsync(bool https = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = https ? NewCertificate() : null;
        if (certificate is null)
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        else
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate)));
        var server = new MetadataServer(builder.Build(), certificate);
        server._app.Run(http =>
        {
            Interlocked.Increment(ref server._asked);
            return server.Answer(http);
        });
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Answers with a provider's metadata from now on.</summary>
    public void Show(string metadata) => Answer = http => http.Response.WriteAsync(metadata);

    /// <summary>Metadata as providers write it.</summary>
    public static string Metadata(string issuer, string signInUrl, params SamlProvider[] providers) => $"""
        <EntityDescriptor xmlns="{SamlNames.Metadata}" entityID="{issuer}"><IDPSSODescriptor protocolSupportEnumeration="{SamlNames.Protocol}">{string.Concat(providers.Select(provider => $"""<KeyDescriptor use="signing"><KeyInfo xmlns="{SamlNames.Signature}"><X509Data><X509Certificate>{Convert.ToBase64String(provider.Der)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"""))}<SingleSignOnService Binding="{SamlNames.RedirectBinding}" Location="{signInUrl}"/></IDPSSODescriptor></EntityDescriptor>
        """;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate?.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
