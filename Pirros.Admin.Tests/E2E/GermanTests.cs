using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Architecture;
using Pirros.Admin.Tests.Saml;

namespace Pirros.Admin.Tests.E2E;

/// <summary>A browser that asks for German is spoken to in German on every page, also where a page brings itself up to date; and one that chose English stays with it.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed partial class GermanTests(Browser browser) : PortalTest(browser)
{
    private const int ShortestTold = 12;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PIRROS_SCREENSHOTS");

    private static readonly List<string> English = EnglishOnly();

    protected override BrowserNewContextOptions Options => new() { Locale = "de-DE", ViewportSize = new ViewportSize { Width = 390, Height = 844 }, ReducedMotion = ReducedMotion.Reduce };

    [Fact]
    public async Task Every_page_is_in_German_accessible_and_fits()
    {
        var (connection, okta) = await HarborLane.FillAsync(App, Origin);
        await LookAsync("sign-in", "/signin", "Anmelden");
        await SignInAsync("Mara Quinn");
        await LookAsync("connections", "/connections", "Neue Verbindung");
        await LookAsync("connection", $"/connections/{connection}", "hat Henrik Sørensen deaktiviert");
        await OpenAndLookAsync("rotate", "Erneuern");
        await OpenAndLookAsync("limits", "Grenzen von");
        await OpenAndLookAsync("revoke", "Widerrufen: pscim_");
        await OpenAndLookAsync("rename", "Umbenennen");
        await OpenAndLookAsync("switch-off", "Ausschalten");
        await OpenAndLookAsync("make-link", "Link erstellen");
        await OpenAndLookAsync("add-attributes", "Attribute hinzufügen");
        await OpenAndLookAsync("remove-schema", "Schema entfernen");
        await LookAsync("guide", $"/connections/{connection}/guide", "Was von den fünf Attributen angekommen ist");
        await LookAsync("guide-okta", $"/connections/{okta}/guide", "App Integration Wizard");
        await LookAsync("activity", $"/connections/{connection}/activity", "hat Henrik Sørensen deaktiviert");
        await Page.Locator(".activity-summary", new() { HasText = "hat Henrik Sørensen deaktiviert" }).ClickAsync();
        await LookAsync("activity-open", Page.GetByText("Was sich geändert hat"));
        await LookAsync("deactivations", $"/connections/{connection}/deactivations", "Henrik Sørensen");
        await OpenAndLookAsync("brake", "Ändern");
        await HarborLane.HoldAsync(App, Origin, okta);
        await LookAsync("deactivations-held", $"/connections/{okta}/deactivations", "Personen warten und sind noch aktiv");
        await OpenAndLookAsync("release-all", "Alle freigeben");
        await LookAsync("connection-held", $"/connections/{okta}", "Deaktivierungen warten auf eine Entscheidung");
        await LookAsync("sso-empty", $"/connections/{connection}/sso", "Vom Identitätsanbieter ist noch nichts bekannt");
        await LookAtSignOnAsync(connection);
        await LookAsync("users", $"/connections/{connection}/users", "Henrik Sørensen");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Henrik Sørensen" }).ClickAsync();
        await LookAsync("user", Page.GetByText("Warum diese Person inaktiv ist"));
        await LookAsync("groups", $"/connections/{connection}/groups", "Waterfront studio");
        await LookAsync("audit", "/audit", "hat die Verbindung angelegt");
        await LookAsync("events-empty", "/downstream", "Noch bekommt niemand Ereignisse");
        await OpenAndLookAsync("add-subscriber", "Abonnenten hinzufügen");
        await App.Get<SubscriberService>().CreateAsync(TestApp.Operator, new TenantId("harbor-lane"), "Kontenverwaltung", "http://127.0.0.1:9/hook", TestContext.Current.CancellationToken);
        await App.Get<SubscriberService>().CreateAsync(TestApp.Operator, new TenantId("harbor-lane"), "Nächtlicher Abgleich", null, TestContext.Current.CancellationToken);
        await LookAsync("events", "/downstream", "Nächtlicher Abgleich");
        await LookAsync("preflight", $"/connections/{connection}/preflight", "Vorabtest starten");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Vorabtest starten" }).ClickAsync();
        await LookAsync("preflight-done", Page.GetByText("Alles, was von Microsoft Entra ID kommt, funktioniert mit dieser Verbindung."));
        await LookAsync("not-found", "/connections/con-0000000000000000", "Diese Verbindung kann nicht angezeigt werden");
        await LookAsync("denied", "/support", "Sie haben keinen Zugriff auf diese Seite");
        await Page.Context.ClearCookiesAsync();
        await SignInAsync("Samira Okafor");
        await LookAsync("support", "/support", "die gestörten zuerst");
        await LookAsync("users-masked", $"/connections/{connection}/users", "Namen und Adressen sind unkenntlich");
        await LookAsync("connection-support", $"/connections/{connection}", "Für ein Support-Ticket");
    }

    private async Task LookAtSignOnAsync(ConnectionId connection)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var old = new SamlProvider(from: now.AddDays(-300), until: now.AddDays(12));
        using var next = new SamlProvider(from: now.AddDays(-1), until: now.AddYears(2));
        var mara = new Actor(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", new TenantId("harbor-lane"));
        await App.Get<SamlService>().TakeByHandAsync(mara, connection, SamlProvider.Issuer, "https://sts.example.test/sso", old.Der, TestContext.Current.CancellationToken);
        await LookAsync("sso-ends", $"/connections/{connection}/sso", "Erstellen Sie vorher das nächste beim Anbieter");
        await OpenAndLookAsync("sso-provider", "Ändern");
        await OpenAndLookAsync("sso-certificate", "Zertifikat hinzufügen");
        await App.Get<SamlService>().AddCertificateAsync(mara, connection, next.Der, TestContext.Current.CancellationToken);
        await LookAsync("sso-certificates", $"/connections/{connection}/sso", "Testen Sie ihn, bevor sich jemand auf ihn verlässt");
        await OpenAndLookAsync("sso-remove", $"Zertifikat {SigningCertificate.OfDer(old.Der).Thumbprint} entfernen");
    }

    [Fact]
    public async Task What_arrives_while_a_page_is_open_is_said_in_its_language()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}/activity");
        await Assertions.Expect(Page.GetByText("Es ist noch keine Anfrage angekommen").First).ToBeVisibleAsync();
        await SendAsync(made);
        await Assertions.Expect(Page.GetByText("hat nach userName eq \"ana@harborlane.example\" gesucht: kein Treffer")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Export_is_in_English_whatever_the_page_speaks()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await SendAsync(made);
        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}/activity");
        await Assertions.Expect(Page.GetByText("kein Treffer")).ToBeVisibleAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Assert.Contains("no match", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_that_was_chosen_stays()
    {
        await App.ConnectionAsync("harbor-lane");
        await Page.SetViewportSizeAsync(1440, 900);
        await SignInAsync("Mara Quinn", "/connections");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Verbindungen" })).ToBeVisibleAsync();
        await LiveAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sprache" }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Connections" })).ToBeVisibleAsync();
        await Page.GotoAsync($"{Origin}/audit");
        await Assertions.Expect(Page.Locator("html[lang=en]")).ToHaveCountAsync(1);
        await Assertions.Expect(Page.GetByText("What people did here")).ToBeVisibleAsync();
    }

    private async Task SendAsync(TestConnection made)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {made.Secret}");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Okta SCIM Client 1.0.0");
        await client.GetAsync($"{Origin}/scim/v2/connections/{made.Connection.Id}/Users?filter=userName+eq+\"ana@harborlane.example\"", TestContext.Current.CancellationToken);
    }

    private async Task OpenAndLookAsync(string name, string button)
    {
        await LiveAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        await LookAsync($"dialog-{name}", Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Abbrechen" }));
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private async Task LookAsync(string name, string path, string shows)
    {
        await Page.GotoAsync(Origin + path);
        await LookAsync(name, Page.GetByText(shows).First);
    }

    private async Task LookAsync(string name, ILocator shown)
    {
        await Assertions.Expect(shown).ToBeVisibleAsync();
        await SettledAsync();
        if (Pictures is { Length: > 0 })
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"de-{name}.png"), FullPage = !name.StartsWith("dialog-", StringComparison.Ordinal) });
        var said = await Page.EvaluateAsync<string>("""
            () => [document.title, document.body.innerText, ...[...document.querySelectorAll("[aria-label],[title],[placeholder]")].flatMap(e => [e.ariaLabel, e.title, e.placeholder])].filter(Boolean).join("\n")
            """);
        Assert.Equal([], English.Where(text => said.Contains(text, StringComparison.Ordinal)).Select(text => $"{name}: {text}"));
        var sideways = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sideways <= 0, $"{name}: {sideways} px stick out sideways.");
        var violations = await Axe.ViolationsAsync(Page);
        Assert.True(violations.Count == 0, $"{name}: {string.Join("; ", violations)}");
    }

    /// <summary>Pieces of English texts that no German text holds, and that are long enough to be nothing else.</summary>
    private static List<string> EnglishOnly()
    {
        var german = string.Join('\n', Values(CultureInfo.GetCultureInfo("de")));
        return [.. Values(CultureInfo.InvariantCulture).SelectMany(text => Breaks().Split(text)).Select(piece => piece.Trim(' ', ',', '.', ':')).Where(piece => piece.Length >= ShortestTold && piece.Contains(' ', StringComparison.Ordinal) && !german.Contains(piece, StringComparison.Ordinal)).Distinct()];

        static IEnumerable<string> Values(CultureInfo language) => LanguageTests.Texts().SelectMany(type => LanguageTests.Manager(type)!.GetResourceSet(language, true, false)!.Cast<DictionaryEntry>()).Select(entry => (string)entry.Value!);
    }

    [GeneratedRegex(@"\{[^}]*\}|\||\*\*|`")]
    private static partial Regex Breaks();
}
