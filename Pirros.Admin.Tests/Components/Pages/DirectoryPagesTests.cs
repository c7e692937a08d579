using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Pages.Directory;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class DirectoryPagesTests : IAsyncDisposable
{
    private readonly PortalContext _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Users_show_name_address_and_a_state_with_icon_and_word()
    {
        _portal.AddConnection();
        AddUser("u1", "ana@acme.example", "Ana Lima");
        AddUser("u2", "bo@acme.example", null, active: false);
        var rows = Users().FindAll("li.people-row");
        Assert.Contains("Ana Lima", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("ana@acme.example", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("Active", rows[0].QuerySelector(".pill-good")!.TextContent.Trim());
        Assert.Equal("Inactive", rows[1].QuerySelector(".pill-quiet")!.TextContent.Trim());
        Assert.NotNull(rows[1].QuerySelector(".pill-icon"));
        Assert.Equal($"connections/{PortalContext.EntraId}/users/u1", rows[0].QuerySelector("a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData(IdentityProvider.EntraId, "Microsoft Entra ID is the source", "Users and groups in Microsoft Entra ID")]
    [InlineData(IdentityProvider.Okta, "Okta is the source", "Assignments in Okta")]
    public void Empty_directory_says_where_people_come_from(IdentityProvider provider, string source, string next)
    {
        _portal.AddConnection(provider);
        var page = Users().Markup;
        Assert.Contains(source, page, StringComparison.Ordinal);
        Assert.Contains(next, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_without_a_match_says_what_to_try()
    {
        _portal.AddConnection();
        AddUser("u1", "ana", null);
        var page = Users("?q=zoe");
        Assert.Contains("Nobody matches", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find($"a[href='connections/{PortalContext.EntraId}/users']"));
    }

    [Fact]
    public void Address_keeps_search_state_and_order_when_one_of_them_changes()
    {
        _portal.AddConnection();
        AddUser("u1", "ana", null);
        var page = Users("?q=a&state=active&sort=user-name");
        var list = $"connections/{PortalContext.EntraId}/users";
        Assert.NotNull(page.Find($"a[href='{list}?q=a&state=inactive&sort=user-name']"));
        Assert.NotNull(page.Find($"a[href='{list}?q=a&state=active&sort=user-name&order=desc']"));
        Assert.NotNull(page.Find($"a[href='{list}?q=a&state=active&sort=changed']"));
        Assert.Equal(["Active", "User name"], page.FindAll(".segment[aria-current=true]").Select(link => link.TextContent.Trim()));
        _portal.Services.GetRequiredService<NavigationManager>().NavigateTo($"{list}?state=inactive");
        page.WaitForAssertion(() => Assert.Contains("Nobody is in this state", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_lead_forward_and_back()
    {
        _portal.AddConnection();
        for (var i = 0; i < 60; i++)
            AddUser($"u{i:00}", $"person{i:00}", null);
        var first = Users();
        Assert.Equal(50, first.FindAll("li.people-row").Count);
        Assert.Contains("60 users", first.Markup, StringComparison.Ordinal);
        Assert.Empty(first.FindAll("a[rel=prev]"));
        var second = Users("?" + first.Find("a[rel=next]").GetAttribute("href")!.Split('?')[1]);
        Assert.Equal(10, second.FindAll("li.people-row").Count);
        Assert.Empty(second.FindAll("a[rel=next]"));
        Assert.NotNull(second.Find("a[rel=prev]"));
    }

    [Fact]
    public void User_shows_attributes_groups_and_history_with_what_changed()
    {
        _portal.AddConnection();
        AddUser("u1", "ana@acme.example", "Ana Lima");
        _portal.Data.Directory.Add((DirectoryKind.Group, Entry("g1", """{"displayName":"Design"}""")));
        _portal.Data.Members.Add(("g1", "u1"));
        AddHistory("u1", ActivityKind.Updated, 60, new AttributeChange("title", "Engineer", "Lead"));
        var page = User("u1");
        Assert.Equal("Ana Lima", page.Find("h1").TextContent);
        Assert.Contains("Design", page.Find(".memberships").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Why this person is inactive", page.Markup, StringComparison.Ordinal);
        var row = page.Find(".activity");
        Assert.Contains("Changed title", row.TextContent, StringComparison.Ordinal);
        row.QuerySelector("button")!.Click();
        Assert.Equal("title", page.Find(".changes dt").TextContent);
        Assert.Contains("Engineer became Lead", page.Find(".changes dd").TextContent.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("\"displayName\": \"Ana Lima\"", page.Find(".json-fold pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Inactive_user_is_explained_by_the_request_that_did_it()
    {
        _portal.AddConnection();
        AddUser("u1", "ana", "Ana Lima", active: false);
        AddHistory("u1", ActivityKind.Deactivated, 3600, new AttributeChange("active", "true", "false"));
        AddHistory("u1", ActivityKind.Updated, 60);
        Assert.Contains(
            "Microsoft Entra ID set active to false on Mon, 23 Nov, 12:05 UTC, by PATCH /Users/2f1c9a7e from 20.91.147.72, calling itself Microsoft-SCIM-Client/1.0.", User("u1").Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Inactive_user_whose_request_is_not_kept_is_said_so()
    {
        _portal.AddConnection();
        AddUser("u1", "ana", "Ana Lima", active: false);
        AddHistory("u1", ActivityKind.Updated, 60);
        Assert.Contains("older than the activity that is kept", User("u1").Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Older_history_is_shown_on_request()
    {
        _portal.AddConnection();
        AddUser("u1", "ana", "Ana Lima");
        for (var i = 0; i < 45; i++)
            AddHistory("u1", ActivityKind.Updated, 10 + i);
        var page = User("u1");
        Assert.Equal(20, page.FindAll(".activity").Count);
        page.Find(".older button").Click();
        page.WaitForAssertion(() => Assert.Equal(45, page.FindAll(".activity").Count));
        Assert.Empty(page.FindAll(".older"));
    }

    [Fact]
    public void User_that_is_not_there_is_said_so_with_a_way_back()
    {
        _portal.AddConnection();
        var page = User("nobody");
        Assert.Contains("This user can't be shown", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find($"a[href='connections/{PortalContext.EntraId}/users']"));
    }

    [Fact]
    public void Directory_of_a_connection_out_of_reach_is_refused()
    {
        Assert.Contains("This connection can't be shown", Users().Markup, StringComparison.Ordinal);
        Assert.Contains("This group can't be shown", Group("g1").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Group_shows_its_members_and_an_empty_one_says_why_it_may_be()
    {
        _portal.AddConnection();
        AddUser("u1", "ana@acme.example", "Ana Lima");
        _portal.Data.Directory.Add((DirectoryKind.Group, Entry("g1", """{"displayName":"Design"}""")));
        _portal.Data.Directory.Add((DirectoryKind.Group, Entry("g2", """{"displayName":"Empty"}""")));
        _portal.Data.Members.Add(("g1", "u1"));
        Assert.Contains("Ana Lima", Group("g1").Find(".memberships").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nobody is in this group", Group("g2").Markup, StringComparison.Ordinal);
        Open("groups", "");
        Assert.Equal(["Design", "Empty"], _portal.Render<GroupsPage>(p => p.Add(page => page.Id, PortalContext.EntraId.Value)).FindAll(".list-link").Select(link => link.TextContent));
    }

    [Fact]
    public void Support_sees_masked_names_until_a_reason_is_given_and_the_audit_keeps_it()
    {
        _portal.Person.Actor = PortalContext.Samira;
        _portal.AddConnection();
        AddUser("u1", "ana@acme.example", "Ana Lima");
        var page = Users();
        Assert.DoesNotContain("Ana Lima", page.Markup, StringComparison.Ordinal);
        Assert.Contains("A••• L•••", page.Markup, StringComparison.Ordinal);
        page.Find(".disclosure-form").Submit();
        page.WaitForAssertion(() => Assert.Contains("The reason is empty", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        page.Find(".disclosure-form input").Input("Ticket 4711");
        page.Find(".disclosure-form").Submit();
        page.WaitForAssertion(() => Assert.Contains("Ana Lima", page.Markup, StringComparison.Ordinal));
        Assert.Equal(("directory.disclose", "Ticket 4711"), (_portal.Data.Audit[^1].Action, _portal.Data.Audit[^1].Reason));
        Assert.Equal("Ana Lima", User("u1").Find("h1").TextContent);
    }

    [Fact]
    public void Support_without_a_reason_sees_neither_json_nor_values_in_the_history()
    {
        _portal.Person.Actor = PortalContext.Samira;
        _portal.AddConnection();
        AddUser("u1", "ana@acme.example", "Ana Lima");
        AddHistory("u1", ActivityKind.Updated, 60, new AttributeChange("displayName", "Ana Old", "Ana Lima"));
        var page = User("u1");
        page.Find(".activity button").Click();
        Assert.Contains("A••• O•••", page.Find(".changes").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Lima", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The JSON is shown once a reason is given", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void First_paint_is_a_frame_with_skeletons()
    {
        _portal.SetRendererInfo(new RendererInfo("Static", false));
        _portal.AddConnection();
        AddUser("u1", "ana", "Ana Lima");
        var page = Users();
        Assert.NotEmpty(page.FindAll(".people-loading"));
        Assert.DoesNotContain("Ana Lima", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<UsersPage> Users(string query = "")
    {
        Open("users", query);
        return _portal.Render<UsersPage>(p => p.Add(page => page.Id, PortalContext.EntraId.Value));
    }

    private IRenderedComponent<UserPage> User(string id)
    {
        Open($"users/{id}", "");
        return _portal.Render<UserPage>(p => p.Add(page => page.Id, PortalContext.EntraId.Value).Add(page => page.UserId, id));
    }

    private IRenderedComponent<GroupPage> Group(string id)
    {
        Open($"groups/{id}", "");
        return _portal.Render<GroupPage>(p => p.Add(page => page.Id, PortalContext.EntraId.Value).Add(page => page.GroupId, id));
    }

    private void Open(string path, string query) => _portal.Services.GetRequiredService<NavigationManager>().NavigateTo($"connections/{PortalContext.EntraId}/{path}{query}");

    private void AddUser(string id, string userName, string? name, bool active = true)
        => _portal.Data.Directory.Add((DirectoryKind.User, Entry(id, $$"""{"id":"{{id}}","userName":"{{userName}}"{{(name is null ? "" : $",\"displayName\":\"{name}\"")}},"emails":[{"value":"{{userName}}"}]}""", active)));

    private DirectoryEntry Entry(string id, string document, bool active = true) => new(id, active, _portal.Now.AddDays(-9), _portal.Now.AddHours(-1), 1, null, Encoding.UTF8.GetBytes(document));

    private void AddHistory(string id, ActivityKind kind, int secondsAgo, params AttributeChange[] changes)
        => _portal.Data.Records.Add(PortalContext.Request(200, kind, "Ana Lima", null, _portal.Now.AddSeconds(-secondsAgo)) with { Details = new ActivityDetails(id, null, null, null, changes, null) });
}
