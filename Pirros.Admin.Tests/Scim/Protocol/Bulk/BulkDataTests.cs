using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol.Bulk;

/// <summary>Where a bulkId stands for an id in the data of an operation (RFC 7644 §3.7.2), and what waits when the resource is not there yet (§3.7.1).</summary>
public sealed class BulkDataTests
{
    private static readonly Dictionary<string, BulkTarget> s_known = new()
    {
        ["q"] = new BulkTarget(ResourceTypes.User, "92b7"),
        ["g"] = new BulkTarget(ResourceTypes.Group, "e9e3"),
    };

    [Theory]
    [InlineData("""{"value":"bulkId:q"}""", """{"value":"92b7"}""", "q")]
    [InlineData("""{"members":["bulkId:q","bulkId:g"]}""", """{"members":["92b7","e9e3"]}""", "q g")]
    [InlineData("""{"a":[{"b":{"c":"bulkId:q"}}]}""", """{"a":[{"b":{"c":"92b7"}}]}""", "q")]
    [InlineData("""{"$ref":"../Users/bulkId:q"}""", """{"$ref":"../Users/92b7"}""", "q")]
    [InlineData("""{"$ref":"https://example.com/v2/Users/bulkId:q?a=b"}""", """{"$ref":"https://example.com/v2/Users/92b7?a=b"}""", "q")]
    [InlineData("""{"$ref":"bulkId:g"}""", """{"$ref":"../Groups/e9e3"}""", "g")]
    [InlineData("""{"path":"members[value eq \"bulkId:q\" or value eq \"bulkId:g\"]"}""", """{"path":"members[value eq \"92b7\" or value eq \"e9e3\"]"}""", "q g")]
    [InlineData("""{"value":"\u0062ulkId:q"}""", """{"value":"92b7"}""", "q")]
    [InlineData("""{"value":"bulkId:unknown"}""", """{"value":"bulkId:unknown"}""", "unknown")]
    [InlineData("""{"title":"see bulkId:q","n":1.50,"t":true,"z":null}""", """{"title":"see bulkId:q","n":1.50,"t":true,"z":null}""", "")]
    [InlineData("""{"title":"and /bulkId:q","path":"x/bulkId:q"}""", """{"title":"and /bulkId:q","path":"x/bulkId:q"}""", "")]
    public void BulkId_becomes_the_id_wherever_it_stands_for_one(string data, string resolved, string references)
    {
        Assert.Equal(resolved.Replace("\\u0022", "\\\"", StringComparison.Ordinal), BulkData.Resolve(Given.Json(data), s_known).GetRawText());
        Assert.Equal(references, string.Join(' ', BulkData.References(Given.Json(data))));
    }

    [Fact]
    public void Data_without_references_is_passed_on_as_it_came()
    {
        var data = Given.Json("""{ "userName" : "a" }""");
        Assert.Equal(data.GetRawText(), BulkData.Resolve(data, s_known).GetRawText());
    }

    [Theory]
    [InlineData("""{"displayName":"A","members":[{"value":"bulkId:x","type":"Group"},{"value":"1"}]}""", """{"displayName":"A","members":[{"value":"1"}]}""", """{"members":[{"value":"bulkId:x","type":"Group"}]}""")]
    [InlineData("""{"userName":"a","urn:x:User":{"department":"d","manager":{"value":"bulkId:x","$ref":"../Users/bulkId:x"}}}""",
        """{"userName":"a","urn:x:User":{"department":"d"}}""", """{"urn:x:User":{"manager":{"value":"bulkId:x","$ref":"../Users/bulkId:x"}}}""")]
    [InlineData("""{"userName":"a","urn:x:User":{"manager":"bulkId:x"}}""", """{"userName":"a","urn:x:User":{}}""", """{"urn:x:User":{"manager":"bulkId:x"}}""")]
    [InlineData("""{"userName":"a","manager":{"value":"bulkId:there"}}""", """{"userName":"a","manager":{"value":"bulkId:there"}}""", """{}""")]
    public void What_refers_to_a_resource_that_is_not_there_waits(string data, string now, string later)
    {
        var parts = BulkData.Split(Given.Json(data), new HashSet<string> { "x" });
        Assert.Equal((now, later), (parts.Now.GetRawText(), parts.Later.GetRawText()));
    }

    [Fact]
    public void Many_references_in_one_text_cost_in_proportion_to_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("/bulkId:q", 100_000));
        var resolved = BulkData.Resolve(Given.Json($$"""{"value":"{{text}}"}"""), s_known).GetProperty("value").GetString()!;
        Assert.Equal(string.Concat(Enumerable.Repeat("/92b7", 100_000)), resolved);
    }
}
