using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol;

public sealed class ResourceBinderTests
{
    private static readonly ResourceType Gadget = new("Gadget", "/Gadgets", "For tests.", new SchemaDefinition("urn:test:Gadget", "Gadget", "For tests.",
    [
        new() { Name = "whole", Type = AttributeType.Integer },
        new() { Name = "part", Type = AttributeType.Decimal },
        new() { Name = "when", Type = AttributeType.DateTime },
        new() { Name = "flag", Type = AttributeType.Boolean },
        new() { Name = "blob", Type = AttributeType.Binary },
        new() { Name = "words", MultiValued = true },
    ]), []);

    [Theory]
    [InlineData("""{"active":true}""", """{"active":true}""")]
    [InlineData("""{"active":"True"}""", """{"active":true}""")]
    [InlineData("""{"active":"FALSE"}""", """{"active":false}""")]
    [InlineData("""{"active":" "}""", "{}")]
    [InlineData("""{"USERNAME":"b","Name":{"GIVENNAME":"B"}}""", """{"userName":"b","name":{"givenName":"B"}}""")]
    [InlineData("""{"title":12}""", """{"title":"12"}""")]
    [InlineData("""{"title":1.50}""", """{"title":"1.50"}""")]
    [InlineData("""{"title":"a","title":"b"}""", """{"title":"b"}""")]
    [InlineData("""{"title":"a","TITLE":null}""", "{}")]
    [InlineData("""{"emails":{"value":"a"}}""", """{"emails":[{"value":"a"}]}""")]
    [InlineData("""{"emails":"a"}""", """{"emails":[{"value":"a"}]}""")]
    [InlineData("""{"emails":["a","b"]}""", """{"emails":[{"value":"a"},{"value":"b"}]}""")]
    [InlineData("""{"emails":[{"value":"a","primary":"true"}]}""", """{"emails":[{"value":"a","primary":true}]}""")]
    [InlineData("""{"emails":[null,{},{"value":""},{"value":"a"}]}""", """{"emails":[{"value":"a"}]}""")]
    [InlineData("""{"emails":[{"value":"a","type":"carrier pigeon"}]}""", """{"emails":[{"value":"a","type":"carrier pigeon"}]}""")]
    [InlineData("""{"name.givenName":"B","name":{"familyName":"J"}}""", """{"name":{"familyName":"J","givenName":"B"}}""")]
    [InlineData("""{"urn:ietf:params:scim:schemas:core:2.0:User:title":"Dr"}""", """{"title":"Dr"}""")]
    [InlineData("""{"urn:ietf:params:scim:schemas:core:2.0:User":{"title":"Dr"}}""", """{"title":"Dr"}""")]
    [InlineData("""{"URN:IETF:params:scim:schemas:extension:enterprise:2.0:user":{"Department":"D"}}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""")]
    [InlineData("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"D"}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""")]
    [InlineData("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value":"7"}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"7"}}}""")]
    [InlineData("""{"x509Certificates":[{"value":"MIIDQzCCAqygAwIBAgICEAAwDQ=="}]}""", """{"x509Certificates":[{"value":"MIIDQzCCAqygAwIBAgICEAAwDQ=="}]}""")]
    [InlineData("""{"externalId":"x"}""", """{"externalId":"x"}""")]
    public void Body_is_bound_to_the_schema(string body, string bound) => Assert.Equal(bound, Given.Text(Given.User(body)));

    [Theory]
    [InlineData("""{"title":null}""")]
    [InlineData("""{"title":""}""")]
    [InlineData("""{"active":null}""")]
    [InlineData("""{"active":""}""")]
    [InlineData("""{"emails":null}""")]
    [InlineData("""{"emails":[]}""")]
    [InlineData("""{"emails":""}""")]
    [InlineData("""{"emails":{}}""")]
    [InlineData("""{"emails":[{"value":null}]}""")]
    [InlineData("""{"name":{}}""")]
    [InlineData("""{"name":{"givenName":""}}""")]
    [InlineData("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":""}}}""")]
    [InlineData("""{"id":"x","ID":"y"}""")]
    [InlineData("""{"meta":{"version":"x","created":"nonsense"}}""")]
    [InlineData("""{"groups":[{"value":"g"}]}""")]
    [InlineData("""{"groups.value":"g"}""")]
    [InlineData("""{"meta.version":"g"}""")]
    [InlineData("""{"password":"secret"}""")]
    [InlineData("""{"PassWord":"secret"}""")]
    [InlineData("""{"urn:ietf:params:scim:schemas:core:2.0:User:password":"secret"}""")]
    [InlineData("""{"urn:ietf:params:scim:schemas:core:2.0:User":{"password":"secret"}}""")]
    [InlineData("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"displayName":"Boss"}}}""")]
    public void Absent_read_only_and_write_only_values_leave_nothing(string body)
    {
        var bound = Given.Bound(body);
        Assert.True(bound.Resource.Root.IsEmpty);
        Assert.Empty(bound.Ignored);
    }

    [Theory]
    [InlineData("""{"nonsense":1}""", "nonsense")]
    [InlineData("""{"name":{"nick":"x"}}""", "name.nick")]
    [InlineData("""{"emails":[{"value":"a"},{"value":"b","odd":1}]}""", "emails[1].odd")]
    [InlineData("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"badge":1}}""", Given.Enterprise + ":badge")]
    [InlineData("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"odd":1}}}""", Given.Enterprise + ":manager.odd")]
    [InlineData("""{"urn:acme:2.0:User":{"badge":1}}""", "urn:acme:2.0:User")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:acme:2.0:User"]}""", "urn:acme:2.0:User")]
    public void Unknown_attribute_is_left_out_and_counted(string body, string path) => Assert.Equal(path, Assert.Single(Given.Bound(body).Ignored).Path);

    [Fact]
    public void Counted_path_is_cut_to_256_characters() =>
        Assert.Equal(256, Assert.Single(Given.Bound($$"""{"{{new string('x', 5_000)}}":1}""").Ignored).Path.Length);

    [Theory]
    [InlineData("""{"active":"yes"}""", "active: true or false was expected, not this text.")]
    [InlineData("""{"active":1}""", "active: true or false was expected, not a number.")]
    [InlineData("""{"title":true}""", "title: a string was expected, not a boolean.")]
    [InlineData("""{"title":{"a":1}}""", "title: a string was expected, not an object.")]
    [InlineData("""{"title":["a"]}""", "title: a string was expected, not a list.")]
    [InlineData("""{"name":"B"}""", "name: an object was expected, not this text.")]
    [InlineData("""{"emails":true}""", "emails: a string was expected, not a boolean.")]
    [InlineData("""{"emails":[{"value":"a"},{"type":["work"]}]}""", "emails[1].type: a string was expected, not a list.")]
    [InlineData("""{"emails":[["a"]]}""", "emails[0]: an object was expected, not a list.")]
    [InlineData("""{"addresses":["Road"]}""", "addresses[0]: an object was expected, not this text.")]
    [InlineData("""{"x509Certificates":[{"value":"not base64!"}]}""", "x509Certificates[0].value: base64 was expected, not this text.")]
    [InlineData("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":{"a":1}}}}""", Given.Enterprise + ":manager.value: a string was expected, not an object.")]
    [InlineData("""{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager":[1,2]}""", Given.Enterprise + ":manager: an object was expected, not a list.")]
    public void Value_of_a_wrong_type_is_an_error_that_names_its_path(string body, string detail)
    {
        Assert.Equal("400 invalidValue", Given.Error(() => Given.Bound(body)));
        Assert.Equal(detail, Given.Detail(() => Given.Bound(body)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    [InlineData("""{"schemas":{}}""")]
    [InlineData("""{"schemas":[1]}""")]
    public void Body_that_is_no_resource_is_invalid_syntax(string body) => Assert.Equal("400 invalidSyntax", Given.Error(() => Given.Bound(body)));

    [Theory]
    [InlineData("""{"whole":7}""", """{"whole":7}""")]
    [InlineData("""{"whole":"7"}""", """{"whole":7}""")]
    [InlineData("""{"whole":7.0}""", """{"whole":7}""")]
    [InlineData("""{"whole":1e3}""", """{"whole":1000}""")]
    [InlineData("""{"whole":-9223372036854775808}""", """{"whole":-9223372036854775808}""")]
    [InlineData("""{"part":"1.5"}""", """{"part":1.5}""")]
    [InlineData("""{"when":"2026-01-31T13:00:00+01:00"}""", """{"when":"2026-01-31T12:00:00.000Z"}""")]
    [InlineData("""{"when":"2026-01-31T12:00:00"}""", """{"when":"2026-01-31T12:00:00.000Z"}""")]
    [InlineData("""{"when":"2026-01-31T12:00:00.1234567Z"}""", """{"when":"2026-01-31T12:00:00.1234567Z"}""")]
    [InlineData("""{"when":"2026-01-31T24:00:00Z"}""", """{"when":"2026-02-01T00:00:00.000Z"}""")]
    [InlineData("""{"when":"2026-12-31T24:00:00.000+01:00"}""", """{"when":"2026-12-31T23:00:00.000Z"}""")]
    [InlineData("""{"words":"a"}""", """{"words":["a"]}""")]
    [InlineData("""{"words":["a",1,null,""]}""", """{"words":["a","1"]}""")]
    public void Value_takes_the_type_of_its_attribute(string body, string bound) =>
        Assert.Equal(bound, Given.Text(ResourceBinder.Bind(Given.Json(body), Gadget).Resource));

    [Theory]
    [InlineData("""{"whole":1.5}""")]
    [InlineData("""{"whole":9223372036854775808}""")]
    [InlineData("""{"whole":1e400}""")]
    [InlineData("""{"whole":"seven"}""")]
    [InlineData("""{"part":true}""")]
    [InlineData("""{"part":1e400}""")]
    [InlineData("""{"when":"yesterday"}""")]
    [InlineData("""{"when":1767225600}""")]
    [InlineData("""{"when":"2026-01-31T24:00:01Z"}""")]
    [InlineData("""{"when":"2026-01-31T24:01:00Z"}""")]
    [InlineData("""{"when":"9999-12-31T24:00:00+14:00"}""")]
    [InlineData("""{"flag":0}""")]
    [InlineData("""{"blob":"***"}""")]
    [InlineData("""{"words":[{"a":1}]}""")]
    public void Value_that_can_not_be_of_its_type_is_an_error(string body) =>
        Assert.Equal("400 invalidValue", Given.Error(() => ResourceBinder.Bind(Given.Json(body), Gadget)));

    [Theory]
    [InlineData("rfc7643-8.1-user-minimal.json")]
    [InlineData("rfc7643-8.2-user-full.json")]
    [InlineData("rfc7643-8.3-enterprise_user.json")]
    public void Example_of_the_standard_is_bound_and_nothing_of_it_unknown(string file)
    {
        var bound = Given.Bound(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "rfc-samples", file)));
        ResourceValidator.Validate(bound.Resource);
        Assert.Empty(bound.Ignored);
        Assert.Equal("bjensen@example.com", bound.Resource.UserName);
        Assert.Null(bound.Resource.Find("password"));
    }
}
