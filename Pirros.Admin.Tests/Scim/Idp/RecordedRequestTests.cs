using System.Text;
using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Idp;

/// <summary>
/// Plays the requests of real identity providers from <c>TestData/Idp</c>, a file each. To add one, copy a file: <c>given</c> are the bodies of resources made first
/// (their ids stand as <c>{0}</c>, <c>{1}</c> in what follows), <c>requests</c> are sent in order, <c>expect</c> names the status, headers, and values at paths of the body.
/// </summary>
public sealed class RecordedRequestTests : IClassFixture<TestApp>
{
    private readonly TestApp _app;

    public RecordedRequestTests(TestApp app) => _app = app;

    public static TheoryData<string> Files() => [.. System.IO.Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "TestData", "Idp");

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Request_is_answered_as_its_client_needs(string file)
    {
        var cancel = TestContext.Current.CancellationToken;
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file + ".json"), cancel))!.AsObject();
        using var client = _app.ScimClient(await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}"));
        List<string> ids = [];
        foreach (var body in recorded["given"]?.AsArray() ?? [])
        {
            using var made = await client.PostAsync(body!["userName"] is null ? "Groups" : "Users", Json(Fill(body.ToJsonString(), ids)), cancel);
            Assert.Equal(201, (int)made.StatusCode);
            ids.Add(JsonNode.Parse(await made.Content.ReadAsStringAsync(cancel))!["id"]!.GetValue<string>());
        }

        foreach (var step in recorded["requests"]!.AsArray())
            await PlayAsync(client, step!.AsObject(), ids, cancel);
    }

    private static async Task PlayAsync(HttpClient client, JsonObject step, List<string> ids, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(new HttpMethod(step["method"]!.GetValue<string>()), Fill(step["path"]!.GetValue<string>(), ids).TrimStart('/'));
        var type = "application/scim+json; charset=utf-8";
        foreach (var (name, value) in step["headers"]?.AsObject() ?? [])
        {
            if (name == "Content-Type")
                type = value!.GetValue<string>();
            else if (name == "Authorization")
                request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>().Replace("{token}", client.DefaultRequestHeaders.Authorization!.Parameter, StringComparison.Ordinal));
            else
                request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>());
        }

        if (step["body"] is { } body)
            request.Content = Json(Fill(body.ToJsonString(), ids), type);
        using var response = await client.SendAsync(request, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        var said = $"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {text}";
        var expect = step["expect"]!.AsObject();
        var statuses = expect["status"] is JsonArray several ? several.Select(s => s!.GetValue<int>()).ToArray() : [expect["status"]!.GetValue<int>()];
        Assert.True(statuses.Contains((int)response.StatusCode), said);
        if (text.Length > 0)
            Assert.Equal("application/scim+json", response.Content.Headers.ContentType?.ToString());
        foreach (var (name, value) in expect["headers"]?.AsObject() ?? [])
            Assert.Equal(value!.GetValue<string>(), response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null);
        if (expect["body"] is not JsonObject wanted)
            return;
        var answer = JsonNode.Parse(text);
        foreach (var (path, value) in wanted)
        {
            var found = At(answer, path);
            var want = value is null ? null : JsonNode.Parse(Fill(value.ToJsonString(), ids));
            Assert.True(JsonNode.DeepEquals(want, found), $"{path}: wanted {want?.ToJsonString() ?? "nothing"}, found {found?.ToJsonString() ?? "nothing"}. {said}");
        }
    }

    /// <summary>The value at a path such as <c>Resources/0/name/givenName</c>; a segment <c>#</c> is the number of elements.</summary>
    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var segment in path.Split('/'))
        {
            node = (node, segment) switch
            {
                (JsonArray array, "#") => JsonValue.Create(array.Count),
                (JsonArray array, _) => int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture) is var i && i < array.Count ? array[i] : null,
                (JsonObject obj, _) => obj[segment],
                _ => null,
            };
        }

        return node;
    }

    private static string Fill(string text, List<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
            text = text.Replace($"{{{i}}}", ids[i], StringComparison.Ordinal);
        return text;
    }

    private static StringContent Json(string text, string type = "application/scim+json")
    {
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
