using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>References to what the same bulk request creates, in any order and in circles (RFC 7644 §3.7.1, §3.7.2), with the RFC's own examples.</summary>
public sealed class BulkReferenceTests(TestApp app) : BulkTest(app)
{
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
}
