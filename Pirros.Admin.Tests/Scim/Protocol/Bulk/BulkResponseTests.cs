using System.Buffers;
using System.Text;
using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Tests.Scim.Protocol.Bulk;

public sealed class BulkResponseTests
{
    [Fact]
    public void Response_tells_what_there_is_and_no_more()
    {
        var buffer = new ArrayBufferWriter<byte>();
        BulkResponse.Write(buffer,
        [
            new BulkOutcome(new BulkOperation(0) { MethodText = "POST", BulkId = "q" }, 201, "https://example.com/v2/Users/1", "W/\"1\"", null),
            new BulkOutcome(new BulkOperation(1) { MethodText = "DELETE" }, 204, "https://example.com/v2/Users/2", null, null),
            new BulkOutcome(new BulkOperation(2) { MethodText = "POST", BulkId = "r" }, 409, null, null, ScimException.Uniqueness("taken")),
            new BulkOutcome(new BulkOperation(3), 400, null, null, ScimException.InvalidSyntax("no method")),
        ]);
        Assert.Equal(
            """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],"Operations":[
            {"location":"https://example.com/v2/Users/1","method":"POST","bulkId":"q","version":"W/\"1\"","status":"201"},
            {"location":"https://example.com/v2/Users/2","method":"DELETE","status":"204"},
            {"method":"POST","bulkId":"r","status":"409","response":{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","scimType":"uniqueness","detail":"taken"}},
            {"status":"400","response":{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidSyntax","detail":"no method"}}]}
            """.Replace("\n", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
