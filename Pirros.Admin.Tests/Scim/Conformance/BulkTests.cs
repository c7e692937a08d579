using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Bulk over HTTP (RFC 7644 §3.7), with the RFC's own examples.</summary>
public sealed class BulkTests : IClassFixture<TestApp>, IAsyncLifetime
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private readonly TestApp _app;
    private TestConnection _connection = null!;
    private HttpClient _client = null!;

    public BulkTests(TestApp app) => _app = app;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = await _app.ConnectionAsync($"firm-{Guid.CreateVersion7():N}");
        _client = _app.ScimClient(_connection);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Temporary_identifier_becomes_the_id_of_the_new_user()
    {
        var results = await BulkAsync(Sample("3.7.2-bulk_request-temporary_identifier"));
        AssertShapedAs("3.7.2-bulk_response-temporary_identifier", results);
        var group = await GetAsync(results[1]!["location"]!.GetValue<string>());
        Assert.Equal("Tour Guides", group["displayName"]!.GetValue<string>());
        var member = Assert.Single(group["members"]!.AsArray())!;
        Assert.Equal((IdOf(results[0]!), "User", results[0]!["location"]!.GetValue<string>()), (member["value"]!.GetValue<string>(), member["type"]!.GetValue<string>(), member["$ref"]!.GetValue<string>()));
        Assert.Equal(results[1]!["version"]!.GetValue<string>(), group["meta"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Manager_may_be_created_by_the_same_request()
    {
        var results = await BulkAsync(Sample("3.7.2-bulk_request-enterprise_user"));
        Assert.Equal(["201", "201"], Statuses(results));
        Assert.Equal(IdOf(results[0]!), (await GetAsync(results[1]!["location"]!.GetValue<string>()))[Enterprise]!["manager"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Groups_that_contain_each_other_are_created()
    {
        var results = await BulkAsync(Sample("3.7.1-bulk_request-circular_conflict"));
        Assert.Equal(["201", "201"], Statuses(results));
        foreach (var (own, other) in new[] { (results[0]!, results[1]!), (results[1]!, results[0]!) })
        {
            var group = await GetAsync(own["location"]!.GetValue<string>());
            var member = Assert.Single(group["members"]!.AsArray())!;
            Assert.Equal((IdOf(other), "Group"), (member["value"]!.GetValue<string>(), member["type"]!.GetValue<string>()));
            Assert.Equal(own["version"]!.GetValue<string>(), group["meta"]!["version"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Every_kind_of_operation_is_answered_as_the_RFC_shows()
    {
        List<string> ids = [await UserAsync("put"), await UserAsync("patch"), await UserAsync("delete")];
        var request = Sample("3.7.3-bulk_request-multiple_operations");
        foreach (var (operation, id) in request["Operations"]!.AsArray().Skip(1).Zip(ids))
        {
            operation!["path"] = $"/Users/{id}";
            operation["version"] = "W/\"1\"";
        }

        var results = await BulkAsync(request);
        AssertShapedAs("3.7.3-bulk_response-multiple_operations", results);
        Assert.Equal("Bob", (await GetAsync($"Users/{ids[0]}"))["userName"]!.GetValue<string>());
        Assert.Equal("Dave", (await GetAsync($"Users/{ids[1]}"))["userName"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"Users/{ids[2]}"));
    }

    [Fact]
    public async Task Errors_are_answered_as_the_RFC_shows()
    {
        List<string> ids = [await UserAsync("put"), await UserAsync("patch")];
        var request = Sample("3.7.3-bulk_request-multiple_operations");
        request.AsObject().Remove("failOnErrors");
        request["Operations"]![0]!["data"] = "no resource";
        request["Operations"]![1]!["path"] = $"/Users/{ids[0]}";
        request["Operations"]![2]!["path"] = $"/Users/{ids[1]}";
        AssertShapedAs("3.7.3-bulk_response-multiple_errors", await BulkAsync(request));
        Assert.Equal("put", (await GetAsync($"Users/{ids[0]}"))["userName"]!.GetValue<string>());
        Assert.Equal("patch", (await GetAsync($"Users/{ids[1]}"))["userName"]!.GetValue<string>());
    }

    [Fact]
    public async Task FailOnErrors_leaves_the_rest_undone_and_out_of_the_response()
    {
        var request = Sample("3.7.3-bulk_request-multiple_operations");
        request["Operations"]![0]!["data"] = "no resource";
        AssertShapedAs("3.7.3-bulk_response-error_invalid_syntax", await BulkAsync(request));
    }

    [Theory]
    [InlineData(1, "201 409")]
    [InlineData(2, "201 409 201 409")]
    [InlineData(3, "201 409 201 409 201")]
    public async Task FailOnErrors_counts_errors_and_not_operations(int failOnErrors, string statuses)
        => Assert.Equal(statuses, string.Join(' ', Statuses(await BulkAsync(Request([User("a"), User("A"), User("b"), User("B"), User("c")], failOnErrors)))));

    [Fact]
    public async Task Operations_are_carried_out_in_the_order_sent_where_it_can_be_seen()
    {
        var id = await UserAsync("taken");
        var results = await BulkAsync(Request([
            User("taken", "x1"),
            $$"""{"method":"PATCH","path":"/Users/{{id}}","version":"W/\"1\"","data":[{"op":"replace","path":"userName","value":"freed"}]}""",
            User("taken", "x2"),
            $$"""{"method":"PATCH","path":"/Users/{{id}}","version":"W/\"1\"","data":[{"op":"replace","path":"title","value":"stale"}]}""",
            """{"method":"PATCH","path":"/Users/bulkId:x2","data":[{"op":"replace","path":"title","value":"first"}]}""",
            """{"method":"PATCH","path":"/Users/bulkId:x2","data":[{"op":"replace","path":"title","value":"second"}]}""",
            $$"""{"method":"DELETE","path":"/Users/{{id}}"}""",
            $$"""{"method":"DELETE","path":"/Users/{{id}}"}"""]));
        Assert.Equal(["409", "200", "201", "412", "200", "200", "204", "404"], Statuses(results));
        Assert.Equal("second", (await GetAsync(results[2]!["location"]!.GetValue<string>()))["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_referred_to_is_created_first_and_results_stay_in_the_order_sent()
    {
        var results = await BulkAsync(Request([
            """{"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"Late","members":[{"value":"bulkId:u"},{"$ref":"../Users/bulkId:v"}]}}""",
            User("u"),
            User("v"),
            """{"method":"PATCH","path":"/Groups/bulkId:g","data":{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members[value eq \"bulkId:u\"]"}]}}"""]));
        Assert.Equal(["201", "201", "201", "204"], Statuses(results));
        Assert.Equal(["g", "u", "v", null], results.Select(r => r!["bulkId"]?.GetValue<string>()));
        Assert.Equal(IdOf(results[2]!), Assert.Single((await GetAsync(results[0]!["location"]!.GetValue<string>()))["members"]!.AsArray())!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_refers_to_a_failed_or_unknown_operation_is_409_and_not_carried_out()
    {
        await UserAsync("taken");
        var results = await BulkAsync(Request([
            User("taken", "t"),
            """{"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"G","members":[{"value":"bulkId:t"}]}}""",
            """{"method":"DELETE","path":"/Groups/bulkId:g"}""",
            """{"method":"POST","path":"/Groups","bulkId":"h","data":{"displayName":"H","members":[{"value":"bulkId:nobody"}]}}""",
            User("kept")]));
        Assert.Equal(["409", "409", "409", "409", "201"], Statuses(results));
        Assert.Equal("uniqueness", results[0]!["response"]!["scimType"]!.GetValue<string>());
        Assert.Contains("Operations[0]", DetailOf(results[1]!), StringComparison.Ordinal);
        Assert.Contains("Operations[1]", DetailOf(results[2]!), StringComparison.Ordinal);
        Assert.Contains("bulkId:nobody", DetailOf(results[3]!), StringComparison.Ordinal);
        Assert.Equal(0, (await GetAsync("Groups"))["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Circle_of_users_groups_and_a_group_of_itself_is_resolved()
    {
        var results = await BulkAsync(Request([
            $$"""{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"a","{{Enterprise}}":{"department":"D","manager":{"value":"bulkId:b","$ref":"../Users/bulkId:b"} } } }""",
            $$"""{"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"b","{{Enterprise}}":{"manager":"bulkId:a"} } }""",
            """{"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"G","members":[{"value":"bulkId:a"},{"value":"bulkId:g"}]}}"""]));
        Assert.Equal(["201", "201", "201"], Statuses(results));
        var (a, b) = (await GetAsync(results[0]!["location"]!.GetValue<string>()), await GetAsync(results[1]!["location"]!.GetValue<string>()));
        Assert.Equal((IdOf(results[1]!), "D"), (a[Enterprise]!["manager"]!["value"]!.GetValue<string>(), a[Enterprise]!["department"]!.GetValue<string>()));
        Assert.Equal(IdOf(results[0]!), b[Enterprise]!["manager"]!["value"]!.GetValue<string>());
        var group = await GetAsync(results[2]!["location"]!.GetValue<string>());
        Assert.Equal(new[] { IdOf(results[0]!), IdOf(results[2]!) }.Order(), group["members"]!.AsArray().Select(m => m!["value"]!.GetValue<string>()).Order());
        Assert.All(new[] { a, b, group }, resource => Assert.DoesNotContain("bulkId", resource.ToJsonString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Circle_that_can_not_be_created_leaves_nothing_behind()
    {
        var results = await BulkAsync(Request([
            """{"method":"POST","path":"/Groups","bulkId":"a","data":{"displayName":"A","members":[{"value":"bulkId:b"}]}}""",
            """{"method":"POST","path":"/Groups","bulkId":"b","data":{"members":[{"value":"bulkId:a"}]}}""",
            """{"method":"POST","path":"/Groups","bulkId":"c","data":{"displayName":"C","members":[{"value":"bulkId:a"}]}}"""]));
        Assert.Equal(["409", "400", "409"], Statuses(results));
        Assert.EndsWith("removed again.", DetailOf(results[0]!), StringComparison.Ordinal);
        Assert.All(results, result => Assert.Null(result!["location"]));
        Assert.Equal(0, (await GetAsync("Groups"))["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Circle_that_needs_what_there_is_not_is_409_and_creates_nothing()
    {
        var results = await BulkAsync(Request([
            """{"method":"POST","path":"/Groups","bulkId":"a","data":{"displayName":"A","members":[{"value":"bulkId:b"}]}}""",
            """{"method":"POST","path":"/Groups","bulkId":"b","data":{"displayName":"B","members":[{"value":"bulkId:a"},{"value":"bulkId:nobody"}]}}"""]));
        Assert.Equal(["409", "409"], Statuses(results));
        Assert.Equal(0, (await GetAsync("Groups"))["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Person_brought_back_by_a_circle_that_fails_is_deactivated_again()
    {
        var id = await UserAsync("former", active: false);
        await UserAsync("taken");
        var results = await BulkAsync(Request([
            $$"""{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"former","{{Enterprise}}":{"manager":{"value":"bulkId:b"} } } }""",
            $$"""{"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"taken","{{Enterprise}}":{"manager":{"value":"bulkId:a"} } } }"""]));
        Assert.Equal(["409", "409"], Statuses(results));
        Assert.EndsWith("deactivated again.", DetailOf(results[0]!), StringComparison.Ordinal);
        Assert.False((await GetAsync($"Users/{id}"))["active"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Second_half_of_a_circle_that_fails_undoes_the_first()
    {
        // A group that is contained by its own member is what the second half adds.
        await using var app = new TestApp();
        using var client = app.ScimClient(await app.ConnectionAsync());
        await ExecuteAsync(app, "CREATE TRIGGER second BEFORE INSERT ON group_members WHEN EXISTS (SELECT 1 FROM group_members WHERE group_id=NEW.member_id) BEGIN SELECT RAISE(ABORT,'broken'); END");
        var results = await BulkAsync(client, Sample("3.7.1-bulk_request-circular_conflict"));
        Assert.Equal(["500", "409"], Statuses(results));
        Assert.All(results, result => Assert.EndsWith("removed again.", DetailOf(result!), StringComparison.Ordinal));
        Assert.Equal(0, JsonNode.Parse(await client.GetStringAsync("Groups", Cancel))!["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Defect_in_one_operation_is_its_own_500_with_a_reference_that_the_log_has()
    {
        await using var app = new TestApp();
        using var client = app.ScimClient(await app.ConnectionAsync());
        await ExecuteAsync(app, "CREATE TRIGGER broken BEFORE INSERT ON resources WHEN NEW.name_key='broken' BEGIN SELECT RAISE(ABORT,'broken'); END");
        var results = await BulkAsync(client, Request([User("a"), User("broken"), User("b")]));
        Assert.Equal(["201", "500", "201"], Statuses(results));
        var reference = DetailOf(results[1]!).TrimEnd('.').Split(' ')[^1];
        Assert.Contains(app.Log.Lines, line => line.Contains(reference, StringComparison.Ordinal) && line.Contains("Operations[1]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thousand_users_and_their_group_are_created_by_one_request()
    {
        var users = Enumerable.Range(0, 999).Select(i => User($"user{i}")).ToArray();
        var members = string.Join(',', Enumerable.Range(0, 999).Select(i => $$"""{"value":"bulkId:user{{i}}"}"""));
        var results = await BulkAsync(Request([$$"""{"method":"POST","path":"/Groups","bulkId":"all","data":{"displayName":"All","members":[{{members}}]} }""", .. users]));
        Assert.All(Statuses(results), status => Assert.Equal("201", status));
        Assert.Equal(results.Skip(1).Select(r => IdOf(r!)).Order(), (await GetAsync(results[0]!["location"]!.GetValue<string>()))["members"]!.AsArray().Select(m => m!["value"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task Limits_are_those_that_the_configuration_tells()
    {
        var bulk = (await GetAsync("ServiceProviderConfig"))["bulk"]!;
        Assert.True(bulk["supported"]!.GetValue<bool>());
        var (operations, size) = (bulk["maxOperations"]!.GetValue<int>(), bulk["maxPayloadSize"]!.GetValue<int>());
        var most = Request([.. Enumerable.Repeat("""{"method":"DELETE","path":"/Users/none"}""", operations)]);
        Assert.Equal(operations, (await BulkAsync(most)).Count);
        most["Operations"]!.AsArray().Add(JsonNode.Parse("{}"));
        await AssertRefusedAsync(most.ToJsonString(), 413, null, $"maxOperations ({operations})");
        await AssertRefusedAsync(new string(' ', size) + most, 413, null, $"maxPayloadSize ({size} ");
    }

    [Theory]
    [InlineData("", "invalidSyntax", "no body")]
    [InlineData("[]", "invalidSyntax", "JSON object")]
    [InlineData("{}", "invalidSyntax", "Operations: ")]
    [InlineData("""{"Operations":{}}""", "invalidSyntax", "Operations: ")]
    [InlineData("""{"Operations":[null]}""", "invalidSyntax", "Operations[0]: ")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"Operations":[{}]}""", "invalidSyntax", "schemas: ")]
    [InlineData("""{"failOnErrors":"many","Operations":[{}]}""", "invalidValue", "failOnErrors: ")]
    [InlineData("""{"Operations":[{"bulkId":"a"},{"bulkId":"a"}]}""", "invalidValue", "Operations[1].bulkId: ")]
    public Task Message_that_is_no_bulk_request_is_400(string body, string scimType, string detail) => AssertRefusedAsync(body, 400, scimType, detail);

    [Theory]
    [InlineData("{}", "400")]
    [InlineData("""{"method":"GET","path":"/Users"}""", "400")]
    [InlineData("""{"method":"POST","path":"/Users","data":{"userName":"a"}}""", "400")]
    [InlineData("""{"method":"POST","path":"/Bulk","bulkId":"x","data":{}}""", "404")]
    [InlineData("""{"method":"DELETE","path":"/Users/%00"}""", "400")]
    [InlineData("""{"method":"DELETE","path":"/Users/ /"}""", "404")]
    [InlineData("""{"method":"PUT","path":"/Users/none","data":{}}""", "404")]
    [InlineData("""{"method":"PATCH","path":"/Users/none","data":{}}""", "400")]
    [InlineData("""{"method":"PATCH","path":"/Users/none","data":[]}""", "400")]
    [InlineData("""{"method":"PATCH","path":"/Groups/bulkId:ok","data":[{"op":"add","path":"title","value":"x"}]}""", "404")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"x","data":{"userName":["bulkId:ok"],"active":"perhaps"}}""", "400")]
    [InlineData("""{"method":"POST","path":"/Groups","bulkId":"x","data":{"displayName":"bulkId:x"}}""", "400")]
    public async Task Malformed_operation_fails_alone(string operation, string status)
    {
        var results = await BulkAsync(Request([operation, User("ok")]));
        Assert.Equal([status, "201"], Statuses(results));
        Assert.Equal(status, results[0]!["response"]!["status"]!.GetValue<string>());
        Assert.False(string.IsNullOrWhiteSpace(DetailOf(results[0]!)));
    }

    [Fact]
    public async Task Other_methods_are_405()
    {
        using var response = await _client.GetAsync("Bulk", Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("POST", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Activity_tells_the_request_and_each_operation()
    {
        using var written = new SemaphoreSlim(0);
        using var listening = _app.Get<ActivityFeed>().Listen(_connection.Connection.Id, () => written.Release());
        await BulkAsync(Request([User("ana"), User("ana", "again"), """{"method":"GET","path":"/Users"}"""]));
        await AssertRefusedAsync("{}", 400, "invalidSyntax", "Operations: ");
        List<string> sentences = [];
        while (sentences.Count < 5)
        {
            await written.WaitAsync(Cancel);
            sentences = [.. (await _app.Get<IActivityStore>().LatestAsync(_connection.Connection.Id, 10, Cancel)).Select(ActivitySentence.Of)];
        }

        Assert.Equal(["Not done: carry out a bulk request", "Sent a bulk request: 1 done, 2 failed", "Not done: get /Users", "Not done: create a user", "Created ana"], sentences);
    }

    private static string User(string name, string? bulkId = null) => $$"""{"method":"POST","path":"/Users","bulkId":"{{bulkId ?? name}}","data":{"userName":"{{name}}"} }""";

    private static JsonNode Request(string[] operations, int? failOnErrors = null)
        => JsonNode.Parse($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":{{failOnErrors?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}},"Operations":[{{string.Join(',', operations)}}]}""")!;

    private static JsonNode Sample(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "rfc-samples", $"rfc7644-{name}.json")))!;

    /// <summary>The same statuses, and of each operation and error the same members with the same methods and bulkIds, as an example of the RFC.</summary>
    private static void AssertShapedAs(string sample, JsonArray results)
    {
        static string Shape(JsonNode? node) => string.Join(' ', node!.AsObject().Select(m => m.Value is JsonObject error ? $"{m.Key}({Shape(error)})" : m.Key is "method" or "bulkId" or "status" or "scimType" ? $"{m.Key}={m.Value}" : m.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Sample(sample)["Operations"]!.AsArray().Select(Shape), results.Select(Shape));
    }

    private static List<string> Statuses(JsonArray results) => [.. results.Select(r => r!["status"]!.GetValue<string>())];

    private static string IdOf(JsonNode result) => result["location"]!.GetValue<string>().Split('/')[^1];

    private static string DetailOf(JsonNode result) => result["response"]!["detail"]!.GetValue<string>();

    private static async Task<JsonArray> BulkAsync(HttpClient client, JsonNode request)
    {
        using var response = await client.PostAsync("Bulk", Json(request.ToJsonString()), Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/scim+json", response.Content.Headers.ContentType?.ToString());
        var body = JsonNode.Parse(text)!;
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:BulkResponse", Assert.Single(body["schemas"]!.AsArray())!.GetValue<string>());
        return body["Operations"]!.AsArray();
    }

    private Task<JsonArray> BulkAsync(JsonNode request) => BulkAsync(_client, request);

    private async Task AssertRefusedAsync(string body, int status, string? scimType, string detail)
    {
        using var response = await _client.PostAsync("Bulk", Json(body), Cancel);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal((status, scimType), ((int)response.StatusCode, error["scimType"]?.GetValue<string>()));
        Assert.Contains(detail, error["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<string> UserAsync(string name, bool active = true)
    {
        using var made = await _client.PostAsync("Users", Json($$"""{"userName":"{{name}}","active":{{(active ? "true" : "false")}}}"""), Cancel);
        return JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    private async Task<JsonNode> GetAsync(string address) => JsonNode.Parse(await _client.GetStringAsync(address, Cancel))!;

    private async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var response = await _client.GetAsync(address, Cancel);
        return response.StatusCode;
    }

    private static async Task ExecuteAsync(TestApp app, string sql)
    {
        await using var database = new SqliteConnection($"Data Source={app.DatabaseFile}");
        await database.OpenAsync(Cancel);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
