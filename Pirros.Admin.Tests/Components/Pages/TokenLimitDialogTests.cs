using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Pages;

/// <summary>What a token is and may do, chosen when it is issued and changed later.</summary>
public sealed class TokenLimitDialogTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Usual_path_of_a_rotation_has_the_rest_folded_and_changes_nothing()
    {
        var (page, dialogs) = Open();
        Button(page, "Rotate").Click();
        Assert.False(dialogs.Find("details.fold").HasAttribute("open"));
        Button(dialogs, "Rotate token").Click();
        dialogs.WaitForAssertion(() => Assert.Equal(2, _portal.Data.Tokens.Count));
        Assert.Equal((TokenKind.Secret, TokenLimits.None), (_portal.Data.Tokens[1].Kind, _portal.Data.Tokens[1].Limits));
    }

    [Fact]
    public void Client_with_limits_is_issued_and_its_values_are_shown_with_the_secret()
    {
        var (page, dialogs) = Open();
        Button(page, "Rotate").Click();
        Choose(dialogs, "OAuth 2.0 client credentials");
        Choose(dialogs, "Read users and groups, and change nothing");
        dialogs.Find("textarea").Input("192.0.2.0/24\n2001:db8::/32");
        Button(dialogs, "Rotate token").Click();
        dialogs.WaitForAssertion(() => Assert.NotNull(dialogs.Find(".secret")));
        var issued = _portal.Data.Tokens[1];
        Assert.Equal((TokenKind.Client, "users:read groups:read, from 192.0.2.0/24 2001:db8::/32"), (issued.Kind, issued.Limits.ToString()));
        foreach (var shown in new[] { "New Client Secret for", "Token Endpoint", "/oauth/token", "Client Identifier", "con-7k2m9q4x1v8c3n5t", "pscimc_" })
            Assert.Contains(shown, dialogs.Markup, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("OAuth 2.0 client", page.Find("#tokens-title").ParentElement!.ParentElement!.ParentElement!.TextContent, StringComparison.Ordinal));
        Assert.Contains("/oauth/token", page.FindAll(".value-row").Select(row => row.TextContent).Aggregate(string.Concat), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistake_in_a_range_is_said_with_its_line_and_nothing_is_issued()
    {
        var (page, dialogs) = Open();
        Button(page, "Rotate").Click();
        dialogs.Find("textarea").Input("192.0.2.0/24\n192.0.2.5/24");
        Button(dialogs, "Rotate token").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("'192.0.2.5/24' (line 2)", dialogs.Markup, StringComparison.Ordinal));
        Assert.Single(_portal.Data.Tokens);
    }

    [Fact]
    public void Limits_of_a_live_token_are_changed_shown_and_audited()
    {
        var (page, dialogs) = Open();
        Button(page, "Limits").Click();
        Choose(dialogs, "Read and write users, and nothing of groups");
        dialogs.Find("textarea").Input("192.0.2.0/24\n198.51.100.0/24");
        Button(dialogs, "Save limits").Click();
        dialogs.WaitForAssertion(() => Assert.Equal("users:read users:write, from 192.0.2.0/24 198.51.100.0/24", _portal.Data.Tokens[0].Limits.ToString()));
        Assert.Equal("token.limit", _portal.Data.Audit[^1].Action);
        page.WaitForAssertion(() => Assert.Contains("2 address ranges", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Read and write users, and nothing of groups", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_are_taken_from_the_file_that_is_published()
    {
        var (page, dialogs) = Open();
        Button(page, "Limits").Click();
        dialogs.FindComponent<Microsoft.AspNetCore.Components.Forms.InputFile>().UploadFiles(InputFileContent.CreateFromText(
            """{"values":[{"name":"AzureActiveDirectory","properties":{"addressPrefixes":["20.190.128.0/18","2603:1006:2000::/48"]}}]}""", "ServiceTags_Public_20261123.json"));
        dialogs.WaitForAssertion(() => Assert.Equal("20.190.128.0/18\n2603:1006:2000::/48", dialogs.Find("textarea").GetAttribute("value")));
        Button(dialogs, "Save limits").Click();
        dialogs.WaitForAssertion(() => Assert.Equal(2, _portal.Data.Tokens[0].Limits.From!.Networks.Count));
    }

    [Fact]
    public void Support_sees_limits_and_changes_none()
    {
        var (page, _) = Open(PortalContext.Samira, token => token with { Limits = new TokenLimits(TokenScopes.UsersRead, null) });
        Assert.Contains("Read users, and nothing else", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "Limits");
    }

    private (IRenderedComponent<ConnectionPage> Page, IRenderedComponent<MudDialogProvider> Dialogs) Open(Actor? actor = null, Func<Token, Token>? with = null)
    {
        if (actor is not null)
            _portal.Person.Actor = actor;
        _portal.AddConnection();
        _portal.AddToken(with: with ?? (token => token));
        var dialogs = _portal.Dialogs();
        var page = _portal.Render<ConnectionPage>(parameters => parameters.Add(shown => shown.Id, PortalContext.EntraId.Value));
        return (page, dialogs);
    }

    private static IElement Button(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> within, string text) => within.FindAll("button").First(button => button.TextContent.Trim() == text);

    private static void Choose(IRenderedComponent<MudDialogProvider> dialogs, string words)
        => dialogs.FindAll("label").First(label => label.TextContent.Trim() == words).QuerySelector("input")!.Click();
}
