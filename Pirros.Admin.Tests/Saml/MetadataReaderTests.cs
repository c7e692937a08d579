using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pirros.Admin.Audit;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Saml;

/// <summary>Metadata by its URL: looked at before it is taken, and only by those who may set it.</summary>
public sealed class MetadataReaderTests : SignOnSteps
{
    private const string SignIn = "https://login.example.test/saml2";

    [Fact]
    public async Task Metadata_is_shown_before_it_is_taken_and_then_kept_with_its_url()
    {
        await using var server = await ServerAsync();
        var before = await Service.FindAsync(Mara, Id, Cancel);
        var shown = await App.Get<MetadataReader>().PreviewAsync(Mara, Id, server.Url, Cancel);
        Assert.Equal(("https://sts.example.test/new/", SignIn, 1), (shown.Issuer, shown.SignInUrl, shown.Certificates.Count));
        Assert.Equal((before!.Issuer, null), ((await Service.FindAsync(Mara, Id, Cancel))!.Issuer, (await Service.FindAsync(Mara, Id, Cancel))!.MetadataUrl));
        var taken = await App.Get<MetadataReader>().LoadAsync(Mara, Id, $" {server.Url} ", Cancel);
        Assert.Equal(("https://sts.example.test/new/", server.Url), (taken.Issuer, taken.MetadataUrl));
        Assert.NotNull(taken.MetadataReadAt);
    }

    [Fact]
    public async Task Only_what_somebody_was_shown_is_taken()
    {
        await using var server = await ServerAsync();
        var reader = App.Get<MetadataReader>();
        var shown = await reader.PreviewAsync(Mara, Id, server.Url, Cancel);
        using var other = new SamlProvider(from: TimeProvider.System.GetUtcNow().AddDays(-2), until: TimeProvider.System.GetUtcNow().AddDays(10));
        foreach (var changed in new[] { MetadataServer.Metadata("https://sts.example.test/new/", SignIn, other), MetadataServer.Metadata("https://sts.example.test/third/", SignIn, Provider), MetadataServer.Metadata("https://sts.example.test/new/", "https://elsewhere.example.test/", Provider) })
        {
            server.Show(changed);
            Assert.Equal(SamlTexts.MetadataMeanwhile, (await Assert.ThrowsAsync<RefusedException>(() => reader.LoadAsync(Mara, Id, server.Url, shown, Cancel))).Message);
            Assert.Equal(SamlProvider.Issuer, (await Service.FindAsync(Mara, Id, Cancel))!.Issuer);
        }

        server.Show(MetadataServer.Metadata("https://sts.example.test/new/", SignIn, Provider));
        Assert.Equal(shown.Issuer, (await reader.LoadAsync(Mara, Id, server.Url, shown, Cancel)).Issuer);
    }

    [Fact]
    public async Task What_is_no_metadata_is_told_as_such_and_nothing_is_taken()
    {
        await using var server = await ServerAsync();
        server.Show("<html/>");
        Assert.Equal(SamlFault.NotMetadata, (await Assert.ThrowsAsync<SamlException>(() => App.Get<MetadataReader>().LoadAsync(Mara, Id, server.Url, Cancel))).Fault);
        Assert.Equal(SamlProvider.Issuer, (await Service.FindAsync(Mara, Id, Cancel))!.Issuer);
    }

    [Fact]
    public async Task Nobody_else_makes_this_server_ask()
    {
        await using var server = await ServerAsync();
        var others = new (Actor Actor, Refusal Refusal)[]
        {
            (new Actor(ActorKind.TenantAdmin, "auth0|stranger", "Stranger", new TenantId("keystone")), Refusal.NotFound),
            (new Actor(ActorKind.Support, "auth0|samira", "Samira"), Refusal.Forbidden),
        };
        foreach (var (actor, refusal) in others)
        {
            Assert.Equal(refusal, (await Assert.ThrowsAsync<RefusedException>(() => App.Get<MetadataReader>().PreviewAsync(actor, Id, server.Url, Cancel))).Reason);
            Assert.Equal(refusal, (await Assert.ThrowsAsync<RefusedException>(() => App.Get<MetadataReader>().LoadAsync(actor, Id, server.Url, Cancel))).Reason);
        }

        Assert.Equal(0, server.Asked);
    }

    [Fact]
    public async Task Serving_process_watches_and_shows_how_soon_a_certificate_ends_and_what_could_not_be_read()
    {
        await using var server = await ServerAsync();
        using var ending = new SamlProvider(from: TimeProvider.System.GetUtcNow().AddDays(-2), until: TimeProvider.System.GetUtcNow().AddDays(10));
        server.Show(MetadataServer.Metadata(SamlProvider.Issuer, SignIn, ending));
        using var client = App.CreateClient();
        await App.Get<MetadataReader>().LoadAsync(Mara, Id, server.Url, Cancel);
        server.Show("<html/>");
        Clock.Advance(MetadataWatch.Daily + TimeSpan.FromMinutes(1));
        await Assert.Single(App.Services.GetServices<IHostedService>().OfType<MetadataWatch>()).LookAsync(Cancel);
        var lines = (await client.GetStringAsync("/metrics", Cancel)).Split('\n');
        var ends = Assert.Single(lines, line => line.StartsWith("pirros_saml_certificate_ends_seconds", StringComparison.Ordinal));
        Assert.InRange(double.Parse(ends.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), 8.9 * 86_400, 9 * 86_400);
        Assert.Contains(lines, line => line.StartsWith("pirros_saml_metadata_failures_total", StringComparison.Ordinal) && line.Contains("fault=\"NotMetadata\"", StringComparison.Ordinal));
        Assert.Equal(SamlFault.NotMetadata, (await Service.FindAsync(Mara, Id, Cancel))!.MetadataFault);
    }

    private async Task<MetadataServer> ServerAsync()
    {
        var server = await MetadataServer.StartAsync();
        server.Show(MetadataServer.Metadata("https://sts.example.test/new/", SignIn, Provider));
        return server;
    }
}
