using System.Buffers;
using System.Text;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol;

public sealed class StoredDocumentTests
{
    private static readonly DateTimeOffset Created = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

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
        var resource = Given.User(body);
        var stored = StoredDocument.Write(resource);
        Assert.Equal(resource, StoredDocument.Read(stored, ResourceTypes.User));
        Assert.Equal(stored, StoredDocument.Write(StoredDocument.Read(stored, ResourceTypes.User)));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Document_is_sent_as_it_is_stored_with_meta_at_its_end(string body)
    {
        var stored = Encoding.UTF8.GetString(StoredDocument.Write(Given.User(body)));
        var sent = Sent(stored);
        Assert.StartsWith(stored[..^1] + ",\"meta\":{", sent.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            """{"resourceType":"User","created":"2026-01-31T12:00:00.000Z","lastModified":"2026-02-01T12:00:00.005Z","version":"W/\"12\"","location":"https://example.com/Users/2819"}""",
            sent.GetProperty("meta").GetRawText());
    }

    [Fact]
    public void Meta_and_what_is_kept_apart_are_never_stored()
    {
        var root = ResourceTypes.User.Root;
        var groups = root.Find("groups")!;
        var entry = ScimComplex.Empty(groups.Shape).With(groups.FindSubAttribute("value")!, new ScimString("g"));
        var resource = Given.User("""{"userName":"a"}""").WithIdentity("2819", Created, Created, "W/\"1\"").WithLocation("https://example.com/x").With(groups, ScimMultiValue.Of(entry));
        Assert.Equal($$"""{"schemas":["{{Given.Core}}"],"id":"2819","userName":"a"}""", Encoding.UTF8.GetString(StoredDocument.Write(resource)));
    }

    [Fact]
    public void Members_of_a_document_come_in_one_order()
    {
        var resource = Given.User("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"},"title":"T","userName":"a","externalId":"e"}""");
        var document = Given.Json(Encoding.UTF8.GetString(StoredDocument.Write(resource.With(ResourceTypes.User.Id, new ScimString("2819")))));
        Assert.Equal(["schemas", "id", "externalId", "userName", "title", Given.Enterprise], document.EnumerateObject().Select(m => m.Name));
        Assert.Equal([Given.Core, Given.Enterprise], document.GetProperty("schemas").EnumerateArray().Select(u => u.GetString()));
    }

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
    public void What_is_no_stored_document_is_not_sent() =>
        Assert.Throws<ArgumentException>(() => StoredDocument.Begin(new ArrayBufferWriter<byte>(), "[]"u8));

    private static JsonElement Sent(string stored)
    {
        var output = new ArrayBufferWriter<byte>();
        StoredDocument.Begin(output, Encoding.UTF8.GetBytes(stored));
        StoredDocument.End(output, new ResourceMeta("User", Created, new DateTimeOffset(2026, 2, 1, 12, 0, 0, 5, TimeSpan.Zero), 12), "https://example.com/Users/"u8, "2819");
        return Given.Json(Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
