using Bunit;
using MudBlazor;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class CustomAttributesTests : IAsyncDisposable
{
    private const string Urn = "urn:acme:2.0:User";
    private const string Suggested = "urn:ietf:params:scim:schemas:extension:harbor-lane:2.0:User";

    private static readonly DeclaredSchema Schema = new(
        Urn,
        "User",
        [
            new() { Name = "badgeNumber" },
            new() { Name = "startDate", Type = AttributeType.DateTime },
            new() { Name = "desk", Type = AttributeType.Complex, SubAttributes = [new() { Name = "room" }, new() { Name = "seat", Type = AttributeType.Integer }] },
            new() { Name = "studios", MultiValued = true },
        ]);

    private readonly PortalContext _portal = new();
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;
    private readonly IRenderedComponent<MudSnackbarProvider> _snackbars;

    public CustomAttributesTests()
    {
        _dialogs = _portal.Dialogs();
        _snackbars = _portal.Render<MudSnackbarProvider>();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Schema", "Name", $"{Urn}:badgeNumber", "Edit attribute list for customappsso")]
    [InlineData(IdentityProvider.Okta, "External namespace", "External name", "badgeNumber", "Profile Editor")]
    [InlineData(IdentityProvider.Other, "Schema", "Full name", $"{Urn}:badgeNumber", "your identity provider")]
    public void Attributes_are_shown_with_what_to_enter_in_the_words_of_the_provider(IdentityProvider provider, string schemaWord, string word, string entered, string where)
    {
        var page = Page(provider, Schema);
        Assert.Contains(where, page.Find(".schema-where").TextContent, StringComparison.Ordinal);
        Assert.Equal(schemaWord, page.Find(".schema .value-label").TextContent);
        Assert.Equal(Urn, page.Find(".schema [data-copy]").GetAttribute("data-copy"));
        var first = page.Find(".schema li");
        Assert.Equal(word, first.QuerySelector(".attribute-term")!.TextContent);
        Assert.Equal(entered, first.QuerySelector("[data-value]")!.TextContent);
        Assert.Equal(entered, first.QuerySelector("[data-copy]")!.GetAttribute("data-copy"));
        Assert.Equal($"Copy {word} of badgeNumber", first.QuerySelector("[data-copy]")!.GetAttribute("aria-label"));
    }

    [Fact]
    public void Attributes_have_their_type_in_the_word_of_SCIM_and_a_complex_one_an_entry_for_each_part()
    {
        var rows = Page(IdentityProvider.EntraId, Schema).FindAll(".schema li");
        Assert.Equal(["string", "dateTime", "complex of room, seat", "string, several values"], rows.Select(row => row.QuerySelector(".attribute-what .muted")!.TextContent));
        Assert.Equal([$"{Urn}:desk.room", $"{Urn}:desk.seat"], rows[2].QuerySelectorAll("[data-value]").Select(value => value.TextContent));
    }

    [Fact]
    public void Schemas_for_users_and_for_groups_are_told_apart()
        => Assert.Equal(
            ["For users", "Rooms, for groups"],
            Page(IdentityProvider.EntraId, Schema, new DeclaredSchema("urn:acme:2.0:Group", "Group", [new() { Name = "code" }]) { Name = "Rooms" }).FindAll(".schema h3").Select(title => title.TextContent));

    [Fact]
    public void Connection_that_declares_nothing_says_what_it_is_for_and_offers_to_add()
    {
        var page = Page(IdentityProvider.Okta);
        var card = page.Find("section[aria-labelledby=attributes-title]");
        Assert.Contains("that Okta sends beside the standard ones", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("No attribute of your own is declared", card.TextContent, StringComparison.Ordinal);
        Assert.Single(card.QuerySelectorAll("button"), button => button.TextContent.Trim() == "Add attributes");
    }

    [Fact]
    public async Task Adding_declares_what_was_typed_under_a_URN_of_the_tenant_and_shows_it()
    {
        var page = Page(IdentityProvider.EntraId);
        Press(page, "Add attributes");
        Assert.Equal(Suggested, UrnField.GetAttribute("value"));
        await NameField(1).InputAsync(new() { Value = "badgeNumber" });
        await PressAsync("Add another attribute");
        await NameField(2).InputAsync(new() { Value = "studios" });
        await _dialogs.FindAll("input[type=checkbox]")[1].ChangeAsync(new() { Value = true });
        await PressAsync("Add 2 attributes");
        page.WaitForAssertion(() => Assert.Equal(["badgeNumber", "studios"], page.FindAll(".schema li .strong").Select(name => name.TextContent)));
        var declared = Assert.Single(_portal.Data.Schemas[PortalContext.EntraId]);
        Assert.Equal((Suggested, "User"), (declared.Id, declared.ResourceType));
        Assert.Equal([false, true], declared.Attributes.Select(attribute => attribute.MultiValued));
        Assert.Equal("schema.declare", _portal.Data.Audit[^1].Action);
    }

    [Fact]
    public async Task Adding_to_a_connection_that_has_a_schema_offers_it_and_groups_get_a_URN_of_their_own()
    {
        Press(Page(IdentityProvider.EntraId, Schema), "Add attributes");
        Assert.Equal(Urn, UrnField.GetAttribute("value"));
        Assert.Contains("Declared already", _dialogs.Markup, StringComparison.Ordinal);
        await UrnField.InputAsync(new() { Value = "urn:typed" });
        await _dialogs.FindAll("input[type=radio]")[1].ClickAsync(new());
        Assert.Equal("urn:ietf:params:scim:schemas:extension:harbor-lane:2.0:Group", UrnField.GetAttribute("value"));
        await _dialogs.FindAll("input[type=radio]")[0].ClickAsync(new());
        Assert.Equal("urn:typed", UrnField.GetAttribute("value"));
    }

    [Theory]
    [InlineData(Suggested, "1st", "'1st' is no attribute name.")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User", "badge", "belongs to the SCIM standard")]
    [InlineData(Urn, "STARTDATE", "is declared already, in another way")]
    public async Task Adding_that_is_refused_says_why_in_the_dialog_and_loses_nothing(string urn, string name, string why)
    {
        Press(Page(IdentityProvider.EntraId, Schema), "Add attributes");
        await UrnField.InputAsync(new() { Value = urn });
        await NameField(1).InputAsync(new() { Value = name });
        await PressAsync("Add attribute");
        Assert.Contains(why, _dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal((urn, name), (UrnField.GetAttribute("value"), NameField(1).GetAttribute("value")));
        Assert.Equal(4, Assert.Single(_portal.Data.Schemas[PortalContext.EntraId]).Attributes.Count);
    }

    [Fact]
    public async Task Row_that_was_added_can_be_removed_and_the_last_one_stays()
    {
        Press(Page(IdentityProvider.EntraId), "Add attributes");
        Assert.Empty(_dialogs.FindAll(".attribute-draft-remove"));
        await NameField(1).InputAsync(new() { Value = "gone" });
        await PressAsync("Add another attribute");
        await NameField(2).InputAsync(new() { Value = "stays" });
        await _dialogs.Find("[aria-label='Remove attribute 1']").ClickAsync(new());
        Assert.Equal("stays", NameField(1).GetAttribute("value"));
        Assert.Empty(_dialogs.FindAll(".attribute-draft-remove"));
    }

    [Fact]
    public async Task Removing_an_attribute_names_it_says_what_happens_and_can_be_undone()
    {
        var page = Page(IdentityProvider.EntraId, Schema);
        page.Find("[aria-label='Remove startDate']").Click();
        _dialogs.WaitForElement(".mud-dialog");
        foreach (var part in new[] { "Remove startDate?", Urn, "its values are no longer shown and no longer taken", "what Microsoft Entra ID still sends of it is passed over", "Declaring it again with the same type shows them again" })
            Assert.Contains(part, Said, StringComparison.Ordinal);
        await PressAsync("Remove attribute");
        page.WaitForAssertion(() => Assert.Equal(["badgeNumber", "desk", "studios"], page.FindAll(".schema li .strong").Select(name => name.TextContent)));
        await _snackbars.WaitForElement(".mud-snackbar-content-action button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(["badgeNumber", "desk", "studios", "startDate"], page.FindAll(".schema li .strong").Select(name => name.TextContent)));
        Assert.Equal(["schema.remove", "schema.declare"], _portal.Data.Audit.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Removing_a_schema_names_all_that_goes_and_leaves_the_empty_state()
    {
        var page = Page(IdentityProvider.EntraId, Schema);
        page.Find($"[aria-label='Remove schema {Urn}']").Click();
        _dialogs.WaitForElement(".mud-dialog");
        Assert.Contains("Remove the schema with its 4 attributes?", Said, StringComparison.Ordinal);
        Assert.Contains($"{Urn} declares badgeNumber, startDate, desk, studios for users.", Said, StringComparison.Ordinal);
        await PressAsync("Remove schema");
        page.WaitForAssertion(() => Assert.Contains("No attribute of your own is declared", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Removing_what_somebody_else_removed_meanwhile_is_said_in_the_dialog()
    {
        var page = Page(IdentityProvider.EntraId, Schema);
        page.Find("[aria-label='Remove startDate']").Click();
        _dialogs.WaitForElement(".mud-dialog");
        _portal.Data.Schemas.Clear();
        await PressAsync("Remove attribute");
        Assert.Contains("It may have been removed already.", _dialogs.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private string Said => string.Join(' ', _dialogs.Find(".mud-dialog").TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private AngleSharp.Dom.IElement UrnField => _dialogs.Find(".mono-field textarea");

    private AngleSharp.Dom.IElement NameField(int number) => _dialogs.Find($"[aria-label='Attribute {number}'] .attribute-draft-name input");

    private IRenderedComponent<ConnectionPage> Page(IdentityProvider provider, params DeclaredSchema[] schemas)
    {
        _portal.AddConnection(provider);
        _portal.AddToken();
        _portal.Data.Schemas[PortalContext.EntraId] = schemas;
        _portal.Render<MudPopoverProvider>();
        return _portal.Render<ConnectionPage>(p => p.Add(shown => shown.Id, PortalContext.EntraId.Value));
    }

    private void Press(IRenderedComponent<ConnectionPage> page, string words)
    {
        // Not awaited: what the click starts ends when the dialog is closed.
        page.FindAll("button").First(button => button.TextContent.Trim() == words).Click();
        _dialogs.WaitForElement(".mud-dialog");
    }

    private Task PressAsync(string words) => _dialogs.FindAll(".mud-dialog button").First(button => button.TextContent.Trim() == words).ClickAsync(new());
}
