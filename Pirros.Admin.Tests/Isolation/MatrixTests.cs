using System.Text.RegularExpressions;

namespace Pirros.Admin.Tests.Isolation;

/// <summary>Every route with every credential: each is answered as <see cref="Matrix"/> says.</summary>
public sealed partial class MatrixTests(Firms firms) : IClassFixture<Firms>
{
    private const string Posted = " (POST)";

    public static TheoryData<string, Credential> Cells()
    {
        var cells = new TheoryData<string, Credential>();
        foreach (var row in Matrix.Rows)
        {
            foreach (var credential in Enum.GetValues<Credential>())
                cells.Add(row.Route, credential);
        }

        return cells;
    }

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route()
        => Assert.Equal(Routes.Of(firms.App).Order(StringComparer.Ordinal), Matrix.Rows.Select(row => row.Route).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_page_is_among_the_routes()
    {
        Assert.NotEmpty(Routes.OfPages());
        Assert.Equal([], Routes.OfPages().Except(Routes.Of(firms.App)));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Route_answers_as_the_matrix_says(string route, Credential credential)
    {
        var expected = Matrix.Rows.Single(row => row.Route == route).For(credential);
        var before = credential == Credential.Token ? null : await firms.StateAsync();
        var answer = await AskAsync(route, credential, firms.Connection);
        Assert.Equal(expected, expected == Answer.AsIfAbsent ? await ComparedAsync(route, credential, answer) : Told(answer));
        if (before is not null)
            Assert.Equal(before, await firms.StateAsync());
    }

    public static TheoryData<string> ScimRoutes() => [.. Matrix.Rows.Select(row => row.Route).Where(route => route.StartsWith("SCIM ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ScimRoutes))]
    public async Task Connection_reaches_nothing_of_another_by_its_own_address(string route)
    {
        var before = await firms.StateAsync();
        var answer = await ScimAsync(route.Split(' '), Credential.OtherToken, firms.OtherConnection);
        Assert.NotEqual(401, answer.Status);
        Assert.False(firms.Tells(answer.Text), answer.Text);
        if (route.Contains("{id}", StringComparison.Ordinal) && (route.Contains("Users", StringComparison.Ordinal) || route.Contains("Groups", StringComparison.Ordinal)))
            Assert.Equal(404, answer.Status);
        Assert.Equal(before, await firms.StateAsync());
    }

    private async Task<string> ComparedAsync(string route, Credential credential, (int Status, string? Location, string Text) answer)
    {
        var absent = await AskAsync(route, credential, Firms.Absent);
        Assert.False(firms.Tells(answer.Text), answer.Text);
        Assert.Equal((absent.Status, absent.Location, Visible(absent.Text)), (answer.Status, answer.Location?.Replace(firms.Connection, Firms.Absent, StringComparison.Ordinal), Visible(answer.Text).Replace(firms.Connection, Firms.Absent, StringComparison.Ordinal)));
        return Answer.AsIfAbsent;
    }

    private async Task<(int Status, string? Location, string Text)> AskAsync(string route, Credential credential, string connection)
    {
        if (route.StartsWith("SCIM ", StringComparison.Ordinal))
            return await ScimAsync(route.Split(' '), credential, connection);
        if (route.StartsWith(Routes.OAuth, StringComparison.Ordinal))
            return await firms.AskForTokenAsync(credential, connection);
        var method = route.EndsWith(Posted, StringComparison.Ordinal) ? "POST" : "GET";
        var address = route switch
        {
            Routes.Files => "/app.css",
            "/audit/export" => $"/audit/export?form=csv&connection={connection}",
            "/connections/{id}/activity/export" => $"/connections/{connection}/activity/export?format=jsonl",
            "/connections/{id}/deactivations/export" => $"/connections/{connection}/deactivations/export?format=jsonl&days=30",
            _ => Filled(route.Replace(Posted, "", StringComparison.Ordinal), connection),
        };
        return await firms.AskAsync(credential, method, address);
    }

    private string Filled(string route, string connection) => route.Replace("{Id}", connection, StringComparison.OrdinalIgnoreCase).Replace("{UserId}", firms.User, StringComparison.Ordinal).Replace("{GroupId}", firms.Group, StringComparison.Ordinal)
        .Replace("{Tenant}", "harbor-lane", StringComparison.Ordinal).Replace("{Token}", firms.Link, StringComparison.Ordinal).Replace("{name}", "de", StringComparison.Ordinal);

    private async Task<(int Status, string? Location, string Text)> ScimAsync(string[] route, Credential credential, string connection)
    {
        // What the connection's own token changes, it changes on somebody of its own.
        var type = route[2].Split('/')[0];
        var made = credential == Credential.Token && type is "Users" or "Groups" ? await firms.MakeAsync(type, Named($"made-{Guid.CreateVersion7():N}")) : type == "Groups" ? firms.Group : firms.User;
        var path = route[2].Replace("{id}", type switch { "Schemas" => "urn:ietf:params:scim:schemas:core:2.0:User", "ResourceTypes" => "User", _ => made }, StringComparison.Ordinal);
        return await firms.AskAsync(credential, route[1], $"/scim/v2/connections/{connection}/{path}".TrimEnd('/'), BodyOf(route[1], path));
    }

    private static string? BodyOf(string method, string path)
    {
        return method switch
        {
            "POST" when path.EndsWith(".search", StringComparison.Ordinal) => "{}",
            "POST" when path == "Bulk" => """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"bulk@harborlane.example"}}]}""",
            "POST" or "PUT" => Named($"sent-{Guid.CreateVersion7():N}"),
            "PATCH" => """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"Patched"}]}""",
            _ => null,
        };
    }

    private static string Named(string name) => $$"""{"userName":"{{name}}","displayName":"{{name}}"}""";

    private string Told((int Status, string? Location, string Text) answer)
    {
        if (answer.Location is { } to && answer.Status != 201)
            return $"{answer.Status} {new Uri(new Uri("http://localhost"), to).AbsolutePath.Replace(firms.Connection, "{id}", StringComparison.Ordinal)}";
        return firms.Tells(answer.Text) ? $"{answer.Status} shown" : $"{answer.Status}";
    }

    private static string Visible(string html) => Spaces().Replace(Markup().Replace(html, " "), " ");

    [GeneratedRegex("<!--.*?-->|<script.*?</script>|<style.*?</style>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
