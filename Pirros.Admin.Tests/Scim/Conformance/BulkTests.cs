using System.Net;
using System.Text.Json.Nodes;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Bulk over HTTP (RFC 7644 §3.7), with the RFC's own examples.</summary>
public sealed class BulkTests(TestApp app) : BulkTest(app)
{
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
        using var response = await Client.GetAsync("Bulk", Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("POST", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task Activity_tells_the_request_and_each_operation()
    {
        using var written = new SemaphoreSlim(0);
        using var listening = App.Get<ActivityFeed>().Listen(Connection.Connection.Id, () => written.Release());
        await BulkAsync(Request([User("ana"), User("ana", "again"), """{"method":"GET","path":"/Users"}"""]));
        await AssertRefusedAsync("{}", 400, "invalidSyntax", "Operations: ");
        List<string> sentences = [];
        while (sentences.Count < 5)
        {
            await written.WaitAsync(Cancel);
            sentences = [.. (await App.Get<IActivityStore>().LatestAsync(Connection.Connection.Id, 10, Cancel)).Select(ActivitySentence.Of)];
        }

        Assert.Equal(["Not done: carry out a bulk request", "Sent a bulk request: 1 done, 2 failed", "Not done: get /Users", "Not done: create a user", "Created ana"], sentences);
    }
}
