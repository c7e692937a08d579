using System.Buffers;
using System.Text;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol;

public sealed class StoredDocumentTests
{
    public static TheoryData<string> Bodies =>
    [
        """{"userName":"a"}""",
        """{"userName":"}}","title":",\"meta\":{"}""",
        """{"userName":"\"\\\u0007\u2028😀é</script>","nickName":"\n"}""",
        """{"userName":"a","active":false,"emails":[{"value":"x","type":"work","primary":true},{"value":"y"}],"name":{"formatted":"A"}}""",
        """{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"}}","manager":{"value":"7","$ref":"../Users/7"}}}""",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Document_that_is_written_is_read_as_the_same_resource(string body)
    {
        var resource = Identified(body);
        var stored = StoredDocument.Write(resource);
        Assert.Equal(resource, StoredDocument.Read(stored, ResourceTypes.User));
        Assert.Equal(stored, StoredDocument.Write(StoredDocument.Read(stored, ResourceTypes.User)));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Document_ends_in_two_braces_and_the_location_is_spliced_in(string body)
    {
        var stored = StoredDocument.Write(Identified(body));
        Assert.EndsWith("}}", Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
        var sent = Sent(stored, "https://example.com/scim/v2/Users/2819", "");
        Assert.Equal("https://example.com/scim/v2/Users/2819", sent.GetProperty("meta").GetProperty("location").GetString());
        Assert.Equal("User", sent.GetProperty("meta").GetProperty("resourceType").GetString());
        Assert.Equal(Encoding.UTF8.GetString(stored)[..^2], sent.GetRawText()[..(Encoding.UTF8.GetString(stored).Length - 2)]);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Members_are_spliced_in_before_meta(string body)
    {
        var sent = Sent(StoredDocument.Write(Identified(body)), "https://example.com/x", "\"members\":[{\"value\":\"7\"}]");
        Assert.Equal(["members", "meta"], sent.EnumerateObject().Select(m => m.Name).TakeLast(2));
        Assert.Equal("https://example.com/x", sent.GetProperty("meta").GetProperty("location").GetString());
        Assert.Equal("W/\"1\"", sent.GetProperty("meta").GetProperty("version").GetString());
    }

    [Fact]
    public void Location_that_needs_escapes_does_not_break_the_document() =>
        Assert.Equal("x\"\\\n", Sent(StoredDocument.Write(Identified("""{"userName":"a"}""")), "x\"\\\n", "").GetProperty("meta").GetProperty("location").GetString());

    [Fact]
    public void Location_and_what_is_kept_apart_are_never_stored()
    {
        var root = ResourceTypes.User.Root;
        var groups = root.Find("groups")!;
        var entry = ScimComplex.Empty(groups.Shape).With(groups.FindSubAttribute("value")!, new ScimString("g"));
        var resource = Identified("""{"userName":"a"}""").WithLocation("https://example.com/x").With(groups, ScimMultiValue.Of(entry));
        var text = Encoding.UTF8.GetString(StoredDocument.Write(resource));
        Assert.DoesNotContain("location", text, StringComparison.Ordinal);
        Assert.DoesNotContain("groups", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_a_document_come_in_one_order()
    {
        var text = StoredDocument.Write(Identified("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"},"title":"T","userName":"a","externalId":"e"}"""));
        Assert.Equal(["schemas", "id", "externalId", "userName", "title", Given.Enterprise, "meta"], Given.Json(Encoding.UTF8.GetString(text)).EnumerateObject().Select(m => m.Name));
        Assert.Equal([Given.Core, Given.Enterprise], Given.Json(Encoding.UTF8.GetString(text)).GetProperty("schemas").EnumerateArray().Select(u => u.GetString()));
    }

    [Fact]
    public void Resource_without_identity_still_ends_in_two_braces() =>
        Assert.EndsWith("\"meta\":{\"resourceType\":\"User\"}}", Encoding.UTF8.GetString(StoredDocument.Write(Given.User("""{"userName":"a"}"""))), StringComparison.Ordinal);

    [Fact]
    public void Attribute_that_the_type_no_longer_has_is_passed_over() =>
        Assert.Equal("""{"userName":"a"}""", Given.Text(StoredDocument.Read("""{"schemas":["x"],"former":{"deep":[{"x":1}]},"userName":"a"}"""u8.ToArray(), ResourceTypes.User)));

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"active":"true"}""")]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"userName":"x" """)]
    public void Document_that_was_not_written_here_is_an_error(string text) =>
        Assert.ThrowsAny<JsonException>(() => StoredDocument.Read(Encoding.UTF8.GetBytes(text), ResourceTypes.User));

    [Fact]
    public void Location_of_what_is_no_stored_document_is_an_error() =>
        Assert.Throws<ArgumentException>(() => StoredDocument.WriteWithLocation(new ArrayBufferWriter<byte>(), "{}"u8, "x"u8));

    private static ScimResource Identified(string body) =>
        Given.User(body).WithIdentity("2819", new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 1, 12, 0, 0, 5, TimeSpan.Zero), "W/\"1\"");

    private static JsonElement Sent(byte[] stored, string location, string members)
    {
        var output = new ArrayBufferWriter<byte>();
        StoredDocument.WriteWithLocation(output, stored, Encoding.UTF8.GetBytes(location), Encoding.UTF8.GetBytes(members));
        return Given.Json(Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
