namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>The "remove" operation: RFC 7644 §3.5.2.2.</summary>
public sealed class PatchRemoveTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Work = """{"value":"b@work","type":"work","primary":true}""";
    private const string Home = """{"value":"b@home","type":"home"}""";

    [Theory]
    [InlineData("""{"op":"remove","path":"title"}""", """{"title":null}""")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:core:2.0:User:TITLE"}""", """{"title":null}""")]
    [InlineData("""{"op":"remove","path":"name"}""", """{"name":null}""")]
    [InlineData("""{"op":"remove","path":"name.givenName"}""", """{"name":{"familyName":"Jensen"}}""")]
    [InlineData("""{"op":"remove","path":"emails"}""", """{"emails":null}""")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"work\"]"}""", $$"""{"emails":[{{Home}}]}""")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"work\" or value ew \"home\"]"}""", """{"emails":null}""")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"work\"].primary"}""", $$"""{"emails":[{"value":"b@work","type":"work"},{{Home}}]}""")]
    [InlineData("""{"op":"remove","path":"emails[not (type eq \"work\")]"}""", $$"""{"emails":[{{Work}}]}""")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Tours"}}""")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":null}""")]
    // What is not there is not missed.
    [InlineData("""{"op":"remove","path":"nickName"}""", "{}")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"other\"]"}""", "{}")]
    [InlineData("""{"op":"remove","path":"name.middleName"}""", "{}")]
    public Task Remove_does_what_it_says_and_nothing_else(string operations, string changed) => PatchTestCase.ChangesAsync(app, operations, changed);

    [Theory]
    [InlineData("""{"op":"remove"}""", "noTarget", "Operations[0]")]
    [InlineData("""{"op":"remove","path":""}""", "noTarget", "Operations[0]")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:core:2.0:User"}""", "noTarget", "itself")]
    [InlineData("""{"op":"remove","path":"userName"}""", "mutability", "userName")]
    [InlineData("""{"op":"remove","path":"id"}""", "mutability", "id")]
    [InlineData("""{"op":"remove","path":"meta"}""", "mutability", "meta")]
    [InlineData("""{"op":"remove","path":"groups"}""", "mutability", "groups")]
    [InlineData("""{"op":"remove","path":"schemas"}""", "mutability", "schemas")]
    [InlineData("""{"op":"remove","path":"title"},{"op":"remove","path":"userName"}""", "mutability", "userName")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"work\""}""", "invalidPath", "Operations[0].path")]
    public Task Remove_that_is_wrong_is_refused_and_nothing_is_changed(string operations, string scimType, string detail) => PatchTestCase.IsRefusedAsync(app, operations, scimType, detail);

    [Fact]
    public async Task Example_of_the_standard_removes_the_one_address_that_matches()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync(members: """
            "emails":[{"type":"work","value":"babs@example.com"},{"type":"work","value":"babs@other.org"},{"type":"home","value":"me@example.com"}]
            """);
        var patched = (await scim.SendAsync("PATCH", $"Users/{id}", ScimSession.Sample("rfc7644-3.5.2.2-patch_op-remove_multi_complex_value"))).Is(200);
        ScimSession.AssertSame("""[{"value":"babs@other.org","type":"work"},{"value":"me@example.com","type":"home"}]""", patched.At("emails"));
    }
}
