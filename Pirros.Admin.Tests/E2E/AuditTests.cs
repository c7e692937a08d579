using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Pirros.Admin.Tests.E2E;

/// <summary>What an admin does stands in the audit with the address, is found by filters that stand in the page's address, and is exported to nobody else.</summary>
[Collection(PortalTest.OneClipboard)]
public sealed partial class AuditTests(Browser browser) : PortalTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Act_is_found_in_the_audit_and_exported()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await SignInAsync("Mara Quinn", $"/connections/{made.Connection.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Switch on" })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Connection" }).GetByRole(AriaRole.Link, new() { Name = "Audit" }).ClickAsync();
        var entries = Page.GetByRole(AriaRole.Region, new() { Name = "Entries" }).GetByRole(AriaRole.Listitem);
        await Expect(entries.First).ToContainTextAsync("Mara Quinn");
        await Expect(entries.First).ToContainTextAsync("switched the connection off");
        await Expect(entries.First).ToContainTextAsync("127.0.0.1");
        await Expect(entries).ToHaveCountAsync(3);

        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Audit" }).ClickAsync();
        await Expect(entries).ToHaveCountAsync(5); // with the sign-in
        await Page.GetByLabel("Kind").ClickAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = "Tokens" }).ClickAsync();
        await Expect(entries).ToHaveCountAsync(1);
        await Expect(Page).ToHaveURLAsync(ByKind());
        await Expect(entries.First).ToContainTextAsync("Command line");

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        var csv = await File.ReadAllTextAsync(await download.PathAsync(), Cancel);
        Assert.Equal(2, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        await Page.GetByLabel("Kind").ClickAsync();
        await Page.GetByRole(AriaRole.Option, new() { Name = "Everything" }).ClickAsync();
        await Expect(entries.First).ToContainTextAsync("exported the audit: csv kind=token");
    }

    [Fact]
    public async Task Export_is_given_to_those_who_reach_the_tenant()
    {
        var made = await App.ConnectionAsync("harbor-lane");
        await App.ConnectionAsync("keystone-structural");
        var whole = $"{Origin}/audit/export?form=jsonl";
        Assert.Contains("/signin", (await Page.Context.APIRequest.GetAsync(whole)).Url, StringComparison.Ordinal);
        await SignInAsync("Jonas Keller");
        var own = await Page.Context.APIRequest.GetAsync(whole);
        Assert.Equal("application/jsonl", own.Headers["content-type"]);
        var lines = (await own.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("\"address\":\"127.0.0.1\"", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Contains("\"tenant\":\"keystone-structural\"", line, StringComparison.Ordinal));
        Assert.Equal(404, (await Page.Context.APIRequest.GetAsync($"{whole}&connection={made.Connection.Id}")).Status);
        Assert.Equal(404, (await Page.Context.APIRequest.GetAsync($"{whole}&tenant=harbor-lane")).Status);
        Assert.Equal(400, (await Page.Context.APIRequest.GetAsync($"{whole}&from=soon")).Status);
        Assert.Equal(400, (await Page.Context.APIRequest.GetAsync($"{Origin}/audit/export?form=exe")).Status);
        await Page.Context.ClearCookiesAsync();
        await SignInAsync("Samira Okafor");
        Assert.Equal(400, (await Page.Context.APIRequest.GetAsync(whole)).Status);
        Assert.Equal(200, (await Page.Context.APIRequest.GetAsync($"{whole}&tenant=harbor-lane")).Status);
    }

    [GeneratedRegex(@"/audit\?kind=token$")]
    private static partial Regex ByKind();
}
