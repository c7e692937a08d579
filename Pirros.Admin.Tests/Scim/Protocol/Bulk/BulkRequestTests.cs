using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol.Bulk;

/// <summary>Reading a bulk request (RFC 7644 §3.7): what is wrong with the message refuses it, what is wrong with an operation is that operation's own error.</summary>
public sealed class BulkRequestTests
{
    private const string Good = """{"method":"POST","path":"/Users","bulkId":"good","data":{"userName":"a"}}""";

    [Theory]
    [InlineData("{}", "Operations: ")]
    [InlineData("""{"Operations":[]}""", "Operations: ")]
    [InlineData("""{"Operations":{}}""", "Operations: ")]
    [InlineData($$"""{"Operations":[{{Good}},"x"]}""", "Operations[1]: ")]
    [InlineData($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{Good}}]}""", "schemas: ")]
    public void Message_of_another_form_is_invalid_syntax(string body, string detail)
    {
        Assert.Equal("400 invalidSyntax", Given.Error(() => Read(body)));
        Assert.StartsWith(detail, Given.Detail(() => Read(body)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    public void FailOnErrors_that_is_no_count_is_invalid_value(string count)
        => Assert.StartsWith("failOnErrors: ", Given.Detail(() => Read($$"""{"failOnErrors":{{count}},"Operations":[{{Good}}]}""")), StringComparison.Ordinal);

    [Fact]
    public void Operation_over_the_limit_is_413_with_the_limit_named()
    {
        var error = Assert.Throws<ScimException>(() => BulkRequest.Read(Given.Json($$"""{"Operations":[{{Good}},{{Good}},{{Good}}]}"""), ResourceTypeSet.Standard, 2));
        Assert.Equal(413, error.Status);
        Assert.Contains("maxOperations (2)", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void BulkId_given_twice_refuses_the_request_with_both_places()
    {
        var error = Assert.Throws<ScimException>(() => Read($$"""{"Operations":[{{Good}},{"method":"PUT","path":"/Users/1","data":{} },{{Good}}]}"""));
        Assert.Equal("400 invalidValue", $"{error.Status} {error.ScimType}");
        Assert.StartsWith("Operations[2].bulkId: Operations[0] has the same.", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", 400, "Operations[1].method: ")]
    [InlineData("""{"method":7,"path":"/Users"}""", 400, "Operations[1].method: ")]
    [InlineData("""{"method":"GET","path":"/Users/1"}""", 400, "Operations[1].method: ")]
    [InlineData("""{"method":"BREW","path":"/Users/1"}""", 400, "Operations[1].method: ")]
    [InlineData("""{"method":"POST","bulkId":"b","data":{}}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"POST","bulkId":"b","path":true,"data":{}}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"POST","bulkId":"b","path":"/Users/1","data":{}}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"POST","bulkId":"b","path":"/","data":{}}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"PUT","path":"/Users","data":{}}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"PUT","path":"/Users/1/2","data":{}}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"DELETE","path":"/Users/1?x=y"}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"DELETE","path":"https://example.com/Users/1"}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"DELETE","path":"/Users/%00"}""", 400, "Operations[1].path: ")]
    [InlineData("""{"method":"POST","bulkId":"b","path":"/Schemas","data":{}}""", 404, "Operations[1].path: ")]
    [InlineData("""{"method":"POST","path":"/Users","data":{}}""", 400, "Operations[1].bulkId: ")]
    [InlineData("""{"method":"POST","bulkId":"","path":"/Users","data":{}}""", 400, "Operations[1].bulkId: ")]
    [InlineData("""{"method":"POST","bulkId":5,"path":"/Users","data":{}}""", 400, "Operations[1].bulkId: ")]
    [InlineData("""{"method":"DELETE","path":"/Users/1","version":2}""", 400, "Operations[1].version: ")]
    [InlineData("""{"method":"POST","bulkId":"b","path":"/Users"}""", 400, "Operations[1].data: ")]
    [InlineData("""{"method":"PUT","path":"/Users/1","data":[]}""", 400, "Operations[1].data: ")]
    [InlineData("""{"method":"PATCH","path":"/Users/1","data":"x"}""", 400, "Operations[1].data: ")]
    public void Operation_that_is_none_has_an_error_with_its_place(string operation, int status, string detail)
    {
        var request = Read($$"""{"Operations":[{{Good}},{{operation}}]}""");
        Assert.Null(request.Operations[0].Error);
        Assert.Equal(status, request.Operations[1].Error!.Status);
        Assert.StartsWith(detail, request.Operations[1].Error!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_are_read_in_any_case()
    {
        var request = Read("""{"OPERATIONS":[{"METHOD":"patch","PATH":"groups/2819","BulkID":"b","Version":"W/\"3\"","DATA":{"Operations":[]}}],"FAILONERRORS":2}""");
        var operation = Assert.Single(request.Operations);
        Assert.Equal((2, BulkMethod.Patch, "PATCH", "b", "W/\"3\""), (request.FailOnErrors, operation.Method, operation.MethodText, operation.BulkId, operation.Version));
        Assert.Equal((ResourceTypes.Group, "2819"), (operation.Path!.Type, operation.Path.Id));
    }

    [Fact]
    public void Operations_of_a_patch_may_stand_alone()
    {
        var operation = Read("""{"Operations":[{"method":"PATCH","path":"/Users/1","data":[{"op":"remove","path":"nickName"}]}]}""").Operations[0];
        Assert.Equal("remove", operation.Data.GetProperty("Operations")[0].GetProperty("op").GetString());
    }

    [Theory]
    [InlineData("""{"method":"DELETE","path":"/Users/bulkId:a"}""", "a")]
    [InlineData("""{"method":"DELETE","path":"/Users/bulkId%3Aa"}""", "a")]
    [InlineData("""{"method":"PATCH","path":"/Groups/bulkId:a","data":[{"op":"add","path":"members","value":[{"value":"bulkId:b"},{"value":"bulkId:a"}]}]}""", "b a")]
    [InlineData("""{"method":"PUT","path":"/Groups/1","data":{"members":[{"value":"bulkId:b"}]}}""", "b")]
    public void References_of_data_and_path_are_found(string operation, string bulkIds)
        => Assert.Equal(bulkIds, string.Join(' ', Read($$"""{"Operations":[{{operation}}]}""").Operations[0].References));

    private static BulkRequest Read(string body) => BulkRequest.Read(Given.Json(body), ResourceTypeSet.Standard, 1000);
}
