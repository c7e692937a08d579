using System.Text;
using Bunit;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Pages.SingleSignOn;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tests.Saml;

namespace Pirros.Admin.Tests.Components.Pages;

/// <summary>What is known of the identity provider: how it is made known, its certificates, and what is accepted of it.</summary>
public sealed class SingleSignOnProviderTests : SingleSignOnSteps
{
    [Theory]
    [InlineData(IdentityProvider.EntraId, "App Federation Metadata Url")]
    [InlineData(IdentityProvider.Okta, "Sign On tab: Metadata URL")]
    [InlineData(IdentityProvider.Other, "Most offer a metadata URL or file")]
    public void Page_of_a_connection_without_a_provider_says_where_its_metadata_is(IdentityProvider provider, string where)
    {
        Portal.AddConnection(provider);
        var page = Page();
        Assert.Contains("Nothing is known of the identity provider yet", Text(page), StringComparison.Ordinal);
        Assert.Contains(where, Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#test-title, #certificates-title, #portal-title"));
        Assert.Equal(2, page.FindAll("#own-title, #pasted-title").Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Metadata_file_is_shown_before_anything_is_changed_whatever_its_encoding(bool utf16)
    {
        Portal.AddConnection();
        var page = Page();
        Press(page, "Set identity provider");
        await ChooseAsync("By a metadata file");
        Paste("");
        await ConfirmAsync("Check");
        Assert.Contains("Choose a file, or paste the metadata.", Text(Dialogs), StringComparison.Ordinal);
        var metadata = Provider.Metadata();
        Upload(utf16 ? [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"""<?xml version="1.0" encoding="utf-16"?>{metadata}""")] : Encoding.UTF8.GetBytes(metadata), "federationmetadata.xml");
        await ConfirmAsync("Check");
        var shown = Text(Dialogs);
        Assert.Contains("This was understood. Nothing is changed yet.", shown, StringComparison.Ordinal);
        Assert.Contains(SamlProvider.Issuer, shown, StringComparison.Ordinal);
        Assert.Contains("CN=Sign-in of the tests", shown, StringComparison.Ordinal);
        Assert.Contains("Valid from 13 November 2026 until 23 November 2027", shown, StringComparison.Ordinal);
        Assert.Contains(Certificate().Certificate.Thumbprint, shown, StringComparison.Ordinal);
        Assert.Null(Portal.Data.Saml);
        await ConfirmAsync("Use this");
        page.WaitForAssertion(() => Assert.Contains("Not tested yet", Text(page), StringComparison.Ordinal));
        Assert.Equal((SamlProvider.Issuer, null), (Portal.Data.Saml!.Issuer, Portal.Data.Saml.MetadataUrl));
        Assert.Equal("saml.metadata", Portal.Data.Audit[^1].Action);
    }

    [Fact]
    public async Task Another_issuer_and_certificates_that_go_are_warned_about()
    {
        Portal.AddConnection();
        var old = NewProvider();
        Set(settings => settings with { Certificates = [Certificate(old)], Evidence = settings.Evidence with { TestedAt = Now } });
        var page = Page();
        Press(page, "Change");
        await ChooseAsync("By a metadata file");
        Paste(Provider.Metadata());
        await ConfirmAsync("Check");
        Assert.Contains("1 certificate that is trusted now is not among these", Text(Dialogs), StringComparison.Ordinal);
        await ConfirmAsync("Back");
        Paste(Provider.Metadata().Replace(SamlProvider.Issuer, "https://sts.example.test/other/", StringComparison.Ordinal));
        await ConfirmAsync("Check");
        Assert.Contains("This is another issuer than before. Single sign-on has to be tested anew", Text(Dialogs), StringComparison.Ordinal);
        await ConfirmAsync("Use this");
        page.WaitForAssertion(() => Assert.Contains("Not tested yet", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metadata_whose_certificates_are_all_too_old_is_warned_about()
    {
        Portal.AddConnection();
        var page = Page();
        Press(page, "Set identity provider");
        await ChooseAsync("By a metadata file");
        Paste(NewProvider(Now.AddYears(-2), Now.AddDays(-1)).Metadata());
        await ConfirmAsync("Check");
        Assert.Contains("Expired", Text(Dialogs), StringComparison.Ordinal);
        Assert.Contains("None of these certificates is valid now.", Text(Dialogs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_key_is_refused_in_words_and_kept_nowhere()
    {
        Portal.AddConnection();
        var page = Page();
        Press(page, "Set identity provider");
        await ChooseAsync("By its values");
        var fields = Dialogs.FindAll(".mud-dialog input[type=text]");
        fields[0].Input(SamlProvider.Issuer);
        Dialogs.FindAll(".mud-dialog input[type=text]")[1].Input("https://sts.example.test/sso");
        Upload(Encoding.ASCII.GetBytes("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"), "key.pem");
        await ConfirmAsync("Check");
        Assert.Contains("This is a private key", Text(Dialogs), StringComparison.Ordinal);
        Upload(Provider.Der, "signing.cer");
        await ConfirmAsync("Check");
        Assert.Contains(Certificate().Certificate.Thumbprint, Text(Dialogs), StringComparison.Ordinal);
        await ConfirmAsync("Use this");
        page.WaitForAssertion(() => Assert.Equal("saml.values", Portal.Data.Audit[^1].Action));
    }

    [Fact]
    public async Task Offered_certificate_is_taken_also_one_that_begins_later_or_turned_down_and_taken_after_all()
    {
        Portal.AddConnection();
        var (next, later, other) = (NewProvider(), NewProvider(Now.AddDays(3), Now.AddYears(1)), NewProvider());
        Set(settings => settings with { MetadataUrl = "https://sts.example.test/metadata", MetadataReadAt = Now.AddHours(-3), Offered = [Certificate(next), Certificate(later), Certificate(other)] });
        var page = Page();
        Assert.Contains("New certificate", Text(page), StringComparison.Ordinal);
        Find(page, "Take it:", next).Click();
        page.WaitForAssertion(() => Assert.Equal([Thumbprint(next), Thumbprint(Provider)], Trusted()));
        Find(page, "Ignore", other).Click();
        page.WaitForAssertion(() => Assert.Equal([Thumbprint(other)], Of(Portal.Data.Saml!.Ignored)));
        Assert.Equal([Thumbprint(later)], Of(Portal.Data.Saml!.Offered));
        Assert.Equal(("saml.certificate.ignore", Thumbprint(other)), (Portal.Data.Audit[^1].Action, Portal.Data.Audit[^1].Target));
        Assert.Contains("Turned down", Text(page), StringComparison.Ordinal);
        Find(page, "Take it:", later).Click();
        page.WaitForAssertion(() => Assert.Equal([Thumbprint(later), Thumbprint(next), Thumbprint(Provider)], Trusted()));
        Assert.Contains("Not yet valid", Text(page), StringComparison.Ordinal);
        Find(page, "Take it:", other).Click();
        page.WaitForAssertion(() => Assert.Equal((Thumbprint(other), 0), (Trusted()[0], Portal.Data.Saml!.Ignored.Count)));

        // The older goes by a dialog that names it, and the one that is left can't.
        Find(page, "Remove", Provider).Click();
        Assert.Contains(Thumbprint(Provider), Text(Dialogs), StringComparison.Ordinal);
        await ConfirmAsync("Remove");
        page.WaitForAssertion(() => Assert.Equal([Thumbprint(other), Thumbprint(later), Thumbprint(next)], Trusted()));
        foreach (var removed in new[] { other, later })
        {
            Find(page, "Remove", removed).Click();
            await ConfirmAsync("Remove");
        }

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-label^='Remove the certificate']")));
        Assert.Equal([Thumbprint(next)], Trusted());
    }

    [Fact]
    public async Task Sha1_is_allowed_only_after_its_danger_was_read()
    {
        Portal.AddConnection();
        Set();
        var page = Page();
        page.Find("[aria-label='Allow: Sign-ins that the provider begins (IdP-initiated)']").Click();
        page.WaitForAssertion(() => Assert.Equal((true, false), (Portal.Data.Saml!.AllowUnsolicited, Portal.Data.Saml.AllowSha1)));
        page.Find("[aria-label='Allow: SHA-1 signatures']").Click();
        Assert.Contains("SHA-1 is broken", Text(Dialogs), StringComparison.Ordinal);
        Assert.False(Portal.Data.Saml!.AllowSha1);
        await ConfirmAsync("Allow");
        page.WaitForAssertion(() => Assert.Equal((true, true), (Portal.Data.Saml!.AllowUnsolicited, Portal.Data.Saml.AllowSha1)));
        page.Find("[aria-label='Forbid: SHA-1 signatures']").Click();
        page.WaitForAssertion(() => Assert.False(Portal.Data.Saml!.AllowSha1));
    }

    [Fact]
    public async Task Where_the_provider_lets_people_in_here_an_old_sign_in_changes_no_certificate()
    {
        Portal.AddConnection();
        Set(settings => settings with { AdminGroup = "g1", Evidence = settings.Evidence with { TestedAt = Now } });
        Portal.Person.Actor = PortalContext.Mara with { FreshUntil = Now.AddMinutes(-1) };
        var page = Page();
        Press(page, "Add certificate");
        Assert.Contains(AuditTexts.SignInAgain, Text(Dialogs), StringComparison.Ordinal);
        Upload(NewProvider().Der, "next.cer");
        await ConfirmAsync("Add");
        Assert.Single(Portal.Data.Saml!.Certificates);
        Assert.Empty(Portal.Data.Audit);
    }

    [Fact]
    public void Support_looks_and_changes_nothing()
    {
        Portal.AddConnection();
        Portal.Person.Actor = PortalContext.Samira;
        var page = Page();
        Assert.Contains("The firm's own admins set it.", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "Set identity provider");
        Set(settings => settings with { Certificates = [Certificate(), Certificate(NewProvider())], Offered = [Certificate(NewProvider())] });
        page = Page();
        Assert.Contains(Thumbprint(Provider), Text(page), StringComparison.Ordinal);
        foreach (var word in new[] { "Change", "Add certificate", "Take it", "Ignore", "Remove", "Allow", "Choose the admins' group" })
            Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == word);
    }

    private List<string> Trusted() => Of(Portal.Data.Saml!.Certificates);

    private static List<string> Of(IEnumerable<TrustedCertificate> certificates) => [.. certificates.Select(one => one.Certificate.Thumbprint)];

    private static string Thumbprint(SamlProvider provider) => SigningCertificate.OfDer(provider.Der).Thumbprint;

    private static AngleSharp.Dom.IElement Find(IRenderedComponent<SingleSignOnPage> page, string verb, SamlProvider provider) => page.Find($"[aria-label='{verb} the certificate {Thumbprint(provider)}']");
}
