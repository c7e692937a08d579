namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>The "add" operation: RFC 7644 §3.5.2.1.</summary>
public sealed class PatchAddTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Work = """{"value":"b@work","type":"work","primary":true}""";
    private const string Home = """{"value":"b@home","type":"home"}""";

    [Theory]
    // A single value: added when it is not there, replaced when it is; with a path or without.
    [InlineData("""{"op":"add","path":"nickName","value":"Babs"}""", """{"nickName":"Babs"}""")]
    [InlineData("""{"op":"add","path":"title","value":"Dr"}""", """{"title":"Dr"}""")]
    [InlineData("""{"op":"add","value":{"nickName":"Babs","title":"Dr"}}""", """{"nickName":"Babs","title":"Dr"}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:NICKNAME","value":"Babs"}""", """{"nickName":"Babs"}""")]
    // A complex value: the sub-attributes that are given are set.
    [InlineData("""{"op":"add","path":"name","value":{"middleName":"Jane"}}""", """{"name":{"familyName":"Jensen","givenName":"Barbara","middleName":"Jane"}}""")]
    [InlineData("""{"op":"add","path":"name.middleName","value":"Jane"}""", """{"name":{"familyName":"Jensen","givenName":"Barbara","middleName":"Jane"}}""")]
    // Many values: appended, one or several, with or without a path.
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"b@x","type":"other"}]}""", $$"""{"emails":[{{Work}},{{Home}},{"value":"b@x","type":"other"}]}""")]
    [InlineData("""{"op":"add","path":"emails","value":{"value":"b@x"}}""", $$"""{"emails":[{{Work}},{{Home}},{"value":"b@x"}]}""")]
    [InlineData("""{"op":"add","value":{"phoneNumbers":[{"value":"1"},{"value":"2"}]}}""", """{"phoneNumbers":[{"value":"1"},{"value":"2"}]}""")]
    // What is there already is not added again, and nothing counts as changed.
    [InlineData("""{"op":"add","path":"title","value":"VP"}""", "{}")]
    [InlineData("""{"op":"add","path":"name","value":{}}""", "{}")]
    [InlineData("""{"op":"add","value":{"name":{},"emails":[],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{}}}""", "{}")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","value":{}}""", "{}")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":{}}""", "{}")]
    [InlineData("""{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{}}}}""", "{}")]
    [InlineData("""{"op":"add","path":"emails[type eq \"home\"]","value":{}}""", "{}")]
    [InlineData("""{"op":"add","path":"emails[type eq \"home\"]","value":null}""", "{}")]
    [InlineData($$"""{"op":"add","path":"emails","value":[{{Home}},{{Work}}]}""", "{}")]
    // One value of many, by a filter.
    [InlineData("""{"op":"add","path":"emails[type eq \"home\"].display","value":"At home"}""", $$"""{"emails":[{{Work}},{"value":"b@home","display":"At home","type":"home"}]}""")]
    [InlineData("""{"op":"add","path":"addresses[type eq \"work\"]","value":{"country":"USA"}}""", """{"addresses":[{"streetAddress":"1 Road","locality":"Town","country":"USA","type":"work"}]}""")]
    [InlineData("""{"op":"add","path":"emails[type eq \"other\"].value","value":"b@x"}""", $$"""{"emails":[{{Work}},{{Home}},{"value":"b@x","type":"other"}]}""")]
    // The extension: by its URN, by an attribute of it, and a sub-attribute of that.
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division","value":"V"}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"division":"V","department":"Tours","manager":{"value":"7"}}}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","value":{"division":"V"}}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"division":"V","department":"Tours","manager":{"value":"7"}}}""")]
    [InlineData("""{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:user":{"division":"V"}}}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"division":"V","department":"Tours","manager":{"value":"7"}}}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value","value":"8"}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Tours","manager":{"value":"8"}}}""")]
    // A new primary ends the old one.
    [InlineData("""{"op":"add","path":"emails","value":{"value":"b@x","primary":true}}""", """{"emails":[{"value":"b@work","type":"work","primary":false},{"value":"b@home","type":"home"},{"value":"b@x","primary":true}]}""")]
    [InlineData("""{"op":"add","path":"emails[type eq \"home\"].primary","value":true}""", """{"emails":[{"value":"b@work","type":"work","primary":false},{"value":"b@home","type":"home","primary":true}]}""")]
    // Operations see what those before them did.
    [InlineData("""{"op":"add","path":"nickName","value":"a"},{"op":"remove","path":"nickName"},{"op":"add","path":"nickName","value":"b"}""", """{"nickName":"b"}""")]
    public Task Add_does_what_it_says_and_nothing_else(string operations, string changed) => PatchTestCase.ChangesAsync(app, operations, changed);

    [Theory]
    [InlineData("""{"op":"add","path":"title"}""", "invalidSyntax", "Operations[0]")]
    [InlineData("""{"op":"add","value":"x"}""", "invalidValue", "object")]
    [InlineData("""{"op":"add","path":"id","value":"x"}""", "mutability", "id")]
    [InlineData("""{"op":"add","path":"meta.created","value":"2020-01-01T00:00:00Z"}""", "mutability", "meta.created")]
    [InlineData("""{"op":"add","path":"groups","value":[{"value":"g"}]}""", "mutability", "groups")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName","value":"x"}""", "mutability", "manager.displayName")]
    [InlineData("""{"op":"add","path":"title","value":{"x":1}}""", "invalidValue", "title: a string")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"a"},{"value":"b","primary":"perhaps"}]}""", "invalidValue", "emails[1].primary")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"a","primary":true},{"value":"c","primary":true}]}""", "invalidValue", "primary")]
    [InlineData("""{"op":"add","path":"title[value eq \"x\"]","value":"x"}""", "invalidPath", "title")]
    [InlineData("""{"op":"add","path":"emails[nothing eq \"x\"].value","value":"x"}""", "invalidFilter", "nothing")]
    [InlineData("""{"op":"add","path":"emails[type gt].value","value":"x"}""", "invalidPath", "Operations[0].path")]
    [InlineData("""{"op":"add","path":"title","value":"Dr"},{"op":"add","path":"emails[","value":"x"}""", "invalidPath", "Operations[1].path")]
    [InlineData("""{"op":"add","path":"title","value":"Dr"},{"op":"add","path":"active","value":"perhaps"}""", "invalidValue", "active")]
    public Task Add_that_is_wrong_is_refused_and_nothing_is_changed(string operations, string scimType, string detail) => PatchTestCase.IsRefusedAsync(app, operations, scimType, detail);

    [Fact]
    public async Task Example_of_the_standard_adds_the_nickname_and_the_address()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        var patched = (await scim.SendAsync("PATCH", $"Users/{id}", ScimSession.Sample("rfc7644-3.5.2.1-patch_op-add_emails"))).Is(200);
        Assert.Equal("Babs", patched.Text("nickName"));
        ScimSession.AssertSame("""[{"value":"babs@jensen.org","type":"home"}]""", patched.At("emails"));
    }
}
