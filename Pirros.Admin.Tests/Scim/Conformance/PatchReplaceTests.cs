namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>The "replace" operation, and what holds for every PATCH: RFC 7644 §3.5.2, §3.5.2.3.</summary>
public sealed class PatchReplaceTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Work = """{"value":"b@work","type":"work","primary":true}""";
    private const string Home = """{"value":"b@home","type":"home"}""";

    [Theory]
    [InlineData("""{"op":"replace","path":"title","value":"Dr"}""", """{"title":"Dr"}""")]
    [InlineData("""{"op":"replace","value":{"title":"Dr","name":{"givenName":"Babs"}}}""", """{"title":"Dr","name":{"familyName":"Jensen","givenName":"Babs"}}""")]
    [InlineData("""{"op":"replace","path":"nickName","value":"Babs"}""", """{"nickName":"Babs"}""")]
    [InlineData("""{"op":"replace","path":"name","value":{"givenName":"Babs","formatted":"Babs J"}}""", """{"name":{"formatted":"Babs J","familyName":"Jensen","givenName":"Babs"}}""")]
    [InlineData("""{"op":"replace","path":"name.givenName","value":"Babs"}""", """{"name":{"familyName":"Jensen","givenName":"Babs"}}""")]
    [InlineData("""{"op":"replace","path":"emails","value":[{"value":"n@x"}]}""", """{"emails":[{"value":"n@x"}]}""")]
    [InlineData("""{"op":"replace","path":"emails","value":[]}""", """{"emails":null}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"]","value":{"type":"home","value":"n@x"}}""", $$"""{"emails":[{{Work}},{"value":"n@x","type":"home"}]}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"].value","value":"n@x"}""", $$"""{"emails":[{{Work}},{"value":"n@x","type":"home"}]}""")]
    [InlineData("""{"op":"replace","path":"EMAILS[TYPE EQ \"HOME\"].VALUE","value":"n@x"}""", $$"""{"emails":[{{Work}},{"value":"n@x","type":"home"}]}""")]
    [InlineData("""{"op":"replace","path":"emails[value pr].display","value":"D"}""", """{"emails":[{"value":"b@work","display":"D","type":"work","primary":true},{"value":"b@home","display":"D","type":"home"}]}""")]
    [InlineData("""{"op":"replace","path":"addresses[type eq \"work\"].streetAddress","value":"2 Road"}""", """{"addresses":[{"streetAddress":"2 Road","locality":"Town","type":"work"}]}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}""", """{"emails":[{"value":"b@work","type":"work","primary":false},{"value":"b@home","type":"home","primary":true}]}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"].primary","value":"True"}""", """{"emails":[{"value":"b@work","type":"work","primary":false},{"value":"b@home","type":"home","primary":true}]}""")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"D"}""", """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","manager":{"value":"7"}}}""")]
    [InlineData("""{"op":"replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"D","name.givenName":"B"}}""", """{"name":{"familyName":"Jensen","givenName":"B"},"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","manager":{"value":"7"}}}""")]
    [InlineData("""{"op":"Replace","path":"active","value":"False"}""", """{"active":false}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"]","value":null}""", $$"""{"emails":[{{Work}}]}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"]","value":[]}""", $$"""{"emails":[{{Work}}]}""")]
    // What does not say that it is primary is not.
    [InlineData("""{"op":"replace","path":"emails[primary eq false].value","value":"n@x"}""", $$"""{"emails":[{{Work}},{"value":"n@x","type":"home"}]}""")]
    [InlineData("""{"op":"Replace","path":"emails[primary eq \"False\"].value","value":"n@x"}""", $$"""{"emails":[{{Work}},{"value":"n@x","type":"home"}]}""")]
    [InlineData("""{"op":"Replace","path":"roles[primary eq \"False\"].value","value":"reader"}""", """{"roles":[{"value":"reader","primary":false}]}""")]
    // What is unknown, and nothing, replaces nothing.
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"]","value":{"nope":1}}""", "{}")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"]","value":{}}""", "{}")]
    // The same again is no change.
    [InlineData("""{"op":"replace","path":"title","value":"VP"}""", "{}")]
    [InlineData($$"""{"op":"replace","path":"emails","value":[{{Work}},{{Home}}]}""", "{}")]
    // A pathless value may carry what the client was shown.
    [InlineData("""{"op":"replace","value":{"id":"x","meta":{"version":"x"},"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"groups":[],"title":"Dr"}}""", """{"title":"Dr"}""")]
    public Task Replace_does_what_it_says_and_nothing_else(string operations, string changed) => PatchTestCase.ChangesAsync(app, operations, changed);

    [Theory]
    [InlineData("""{"op":"replace","path":"userName","value":""}""", "invalidValue", "userName")]
    [InlineData("""{"op":"replace","path":"userName","value":null}""", "invalidValue", "userName")]
    [InlineData("""{"op":"replace","path":"id","value":"x"}""", "mutability", "id")]
    [InlineData("""{"op":"replace","path":"meta","value":{"created":"2001-01-01T00:00:00Z"}}""", "mutability", "meta")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"a\" or type eq \"b\"].value","value":"x"}""", "noTarget", "emails")]
    [InlineData("""{"op":"replace","path":"emails[value sw \"nobody\"]","value":{"value":"x"}}""", "noTarget", "emails")]
    [InlineData("""{"op":"replace","path":"emails[value eq \"nobody@x\"].type","value":"work"}""", "noTarget", "Add it")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\" and value eq \"nobody@x\"].primary","value":true}""", "noTarget", "Add it")]
    [InlineData("""{"op":"replace","path":"emails[value eq \"nobody@x\"]","value":{"value":"nobody@x","type":"work"}}""", "noTarget", "Add it")]
    [InlineData("""{"op":"replace","path":"active","value":7}""", "invalidValue", "active: true or false")]
    [InlineData("""{"op":"replace","path":5,"value":"x"}""", "invalidPath", "Operations[0].path")]
    [InlineData("""{"op":"replace","path":"title"}""", "invalidSyntax", "Operations[0]")]
    [InlineData("""{"op":"move","path":"title","value":"x"}""", "invalidSyntax", "Operations[0]")]
    [InlineData("""{"path":"title","value":"x"}""", "invalidSyntax", "Operations[0]")]
    [InlineData("7", "invalidSyntax", "Operations[0]")]
    [InlineData("", "invalidSyntax", "Operations")]
    public Task Replace_that_is_wrong_is_refused_and_nothing_is_changed(string operations, string scimType, string detail) => PatchTestCase.IsRefusedAsync(app, operations, scimType, detail);

    [Theory]
    [InlineData("""["urn:ietf:params:scim:schemas:core:2.0:User"]""", 400)]
    [InlineData("\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"", 400)]
    [InlineData("7", 400)]
    [InlineData("""["URN:ietf:params:scim:api:messages:2.0:patchop"]""", 200)]
    [InlineData("[]", 200)]
    [InlineData("null", 200)]
    public async Task Body_that_says_it_is_another_message_is_refused(string schemas, int status)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync();
        var reply = await scim.SendAsync("PATCH", $"Users/{id}", $$"""{"schemas":{{schemas}},"Operations":[{"op":"replace","path":"title","value":"Dr"}]}""");
        if (status == 200)
            Assert.Equal("Dr", reply.Is(200).Text("title"));
        else
            reply.IsError(400, "invalidSyntax", $"schemas: '{ScimSession.PatchOp}'");
    }

    [Fact]
    public async Task Examples_of_the_standard_replace_the_addresses()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync(members: "\"addresses\":[{\"type\":\"work\",\"streetAddress\":\"1\",\"country\":\"X\"},{\"type\":\"home\",\"streetAddress\":\"2\"}],\"emails\":[{\"value\":\"old@x\"}]");
        var emails = await scim.SendAsync("PATCH", $"Users/{id}", ScimSession.Sample("rfc7644-3.5.2.3-patch_op-replace_all_email_values"));
        Assert.Equal(["bjensen@example.com", "babs@jensen.org"], emails.Is(200).At("emails")!.AsArray().Select(e => e!["value"]!.GetValue<string>()));
        var street = await scim.SendAsync("PATCH", $"Users/{id}", ScimSession.Sample("rfc7644-3.5.2.3-patch_op-replace_street_address"));
        ScimSession.AssertSame("""{"streetAddress":"1010 Broadway Ave","country":"X","type":"work"}""", street.Is(200).At("addresses/0"));
        var work = await scim.SendAsync("PATCH", $"Users/{id}", ScimSession.Sample("rfc7644-3.5.2.3-patch_op-replace_user_work_address"));
        Assert.Equal("911 Universal City Plaza", work.Is(200).Text("addresses/0/streetAddress"));
        Assert.Equal("2", work.Text("addresses/1/streetAddress"));
    }

    [Fact]
    public async Task Rename_to_a_name_that_is_taken_is_409()
    {
        using var scim = await ScimSession.OpenAsync(app);
        await scim.UserAsync("taken@b.example");
        var id = await scim.UserAsync("own@b.example");
        (await scim.PatchAsync(id, """{"op":"replace","path":"userName","value":"Taken@B.example"}""")).IsError(409, "uniqueness", "Taken@B.example");
        Assert.Equal("own@b.example", (await scim.GetAsync($"Users/{id}")).Text("userName"));
    }
}
