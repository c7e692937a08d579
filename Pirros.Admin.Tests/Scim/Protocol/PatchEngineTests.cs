using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol;

public sealed class PatchEngineTests
{
    private const string Barbara =
        """
        {"externalId":"e1","userName":"bjensen","name":{"familyName":"Jensen","givenName":"Barbara"},"title":"VP","active":true,
         "emails":[{"value":"b@work","type":"work","primary":true},{"value":"b@home","type":"home"}],
         "addresses":[{"streetAddress":"1 Road","locality":"Town","type":"work"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Tours","manager":{"value":"7","$ref":"../Users/7"}}}
        """;

    private const string Minimal = """{"userName":"bjensen"}""";

    [Theory]
    // A single simple attribute: with a path, qualified, in any case, without a path.
    [InlineData("""{"op":"add","path":"title","value":"Dr"}""", """{"userName":"bjensen","title":"Dr"}""")]
    [InlineData("""{"op":"Add","path":"TITLE","value":"Dr"}""", """{"userName":"bjensen","title":"Dr"}""")]
    [InlineData("""{"op":"replace","path":"title","value":"Dr"}""", """{"userName":"bjensen","title":"Dr"}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:title","value":"Dr"}""", """{"userName":"bjensen","title":"Dr"}""")]
    [InlineData("""{"op":"add","value":{"title":"Dr","active":"True"}}""", """{"userName":"bjensen","title":"Dr","active":true}""")]
    [InlineData("""{"op":"add","path":"","value":{"title":"Dr"}}""", """{"userName":"bjensen","title":"Dr"}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User","value":{"title":"Dr"}}""", """{"userName":"bjensen","title":"Dr"}""")]
    // A complex attribute and its parts.
    [InlineData("""{"op":"add","path":"name","value":{"givenName":"B"}}""", """{"userName":"bjensen","name":{"givenName":"B"}}""")]
    [InlineData("""{"op":"add","path":"name.givenName","value":"B"}""", """{"userName":"bjensen","name":{"givenName":"B"}}""")]
    [InlineData("""{"op":"replace","path":"Name.GivenName","value":"B"}""", """{"userName":"bjensen","name":{"givenName":"B"}}""")]
    [InlineData("""{"op":"replace","value":{"name.givenName":"B","name.familyName":"J"}}""", """{"userName":"bjensen","name":{"familyName":"J","givenName":"B"}}""")]
    [InlineData("""{"op":"add","value":{"urn:ietf:params:scim:schemas:core:2.0:User:name.givenName":"B"}}""", """{"userName":"bjensen","name":{"givenName":"B"}}""")]
    // The extension.
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"D"}""", """{"userName":"bjensen","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value","value":"9"}""", """{"userName":"bjensen","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"9"}}}""")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","value":{"department":"D"}}""", """{"userName":"bjensen","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""")]
    [InlineData("""{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}}""", """{"userName":"bjensen","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""")]
    [InlineData("""{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"D"}}""", """{"userName":"bjensen","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""")]
    [InlineData("""{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value":"9"}}""", """{"userName":"bjensen","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"9"}}}""")]
    // Many values.
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"a","type":"work"}]}""", """{"userName":"bjensen","emails":[{"value":"a","type":"work"}]}""")]
    [InlineData("""{"op":"add","path":"emails","value":{"value":"a"}}""", """{"userName":"bjensen","emails":[{"value":"a"}]}""")]
    [InlineData("""{"op":"add","path":"emails","value":"a"}""", """{"userName":"bjensen","emails":[{"value":"a"}]}""")]
    // What is not there is made of what the filter says.
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"].value","value":"a@b"}""", """{"userName":"bjensen","emails":[{"value":"a@b","type":"work"}]}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"].value","value":"a@b"}""", """{"userName":"bjensen","emails":[{"value":"a@b","type":"work"}]}""")]
    [InlineData("""{"op":"add","path":"emails[type eq work and primary eq true].value","value":"a@b"}""", """{"userName":"bjensen","emails":[{"value":"a@b","type":"work","primary":true}]}""")]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"]","value":{"value":"a@b"}}""", """{"userName":"bjensen","emails":[{"value":"a@b","type":"work"}]}""")]
    [InlineData("""{"op":"add","value":{"emails[type eq \"work\"].value":"a@b"}}""", """{"userName":"bjensen","emails":[{"value":"a@b","type":"work"}]}""")]
    [InlineData("""{"op":"add","path":"emails.value","value":"a@b"}""", """{"userName":"bjensen","emails":[{"value":"a@b"}]}""")]
    [InlineData("""[{"op":"add","path":"emails[type eq \"work\"].value","value":"a@b"},{"op":"add","path":"emails[type eq \"work\"].primary","value":true}]""", """{"userName":"bjensen","emails":[{"value":"a@b","type":"work","primary":true}]}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"].value","value":""}""", """{"userName":"bjensen"}""")]
    [InlineData("""[{"op":"add","path":"title","value":"a"},{"op":"remove","path":"title"}]""", """{"userName":"bjensen"}""")]
    public void Operation_on_a_bare_user_makes_what_it_names(string operations, string after) =>
        Assert.Equal(after, Given.Text(Given.Patch(Given.User(Minimal), operations).Resource));

    [Theory]
    [InlineData("""{"op":"add","path":"name","value":{"givenName":"B"}}""", "name", """{"familyName":"Jensen","givenName":"B"}""")]
    [InlineData("""{"op":"replace","path":"name","value":{"givenName":"B"}}""", "name", """{"familyName":"Jensen","givenName":"B"}""")]
    [InlineData("""{"op":"replace","value":{"name":{"givenName":"B"}}}""", "name", """{"familyName":"Jensen","givenName":"B"}""")]
    [InlineData("""{"op":"replace","path":"name","value":{"givenName":null}}""", "name", """{"familyName":"Jensen"}""")]
    [InlineData("""{"op":"remove","path":"name.givenName"}""", "name", """{"familyName":"Jensen"}""")]
    [InlineData("""{"op":"remove","path":"name"}""", "name", "")]
    [InlineData("""{"op":"remove","path":"title"}""", "title", "")]
    [InlineData("""{"op":"replace","path":"title","value":null}""", "title", "")]
    [InlineData("""{"op":"replace","path":"title","value":""}""", "title", "")]
    [InlineData("""{"op":"replace","path":"active","value":"False"}""", "active", "false")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"c","type":"other"}]}""", "emails", """[{"value":"b@work","type":"work","primary":true},{"value":"b@home","type":"home"},{"value":"c","type":"other"}]""")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"B@HOME","type":"home","display":"Home"}]}""", "emails", """[{"value":"b@work","type":"work","primary":true},{"value":"B@HOME","display":"Home","type":"home"}]""")]
    [InlineData("""{"op":"replace","path":"emails","value":[{"value":"c"}]}""", "emails", """[{"value":"c"}]""")]
    [InlineData("""{"op":"replace","path":"emails","value":[]}""", "emails", "")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"].value","value":"n"}""", "emails", """[{"value":"n","type":"work","primary":true},{"value":"b@home","type":"home"}]""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"WORK\"].value","value":"n"}""", "emails", """[{"value":"n","type":"work","primary":true},{"value":"b@home","type":"home"}]""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"]","value":{"value":"n"}}""", "emails", """[{"value":"n","type":"work"},{"value":"b@home","type":"home"}]""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"]","value":[{"value":"n","type":"other"}]}""", "emails", """[{"value":"n","type":"other"},{"value":"b@home","type":"home"}]""")]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"]","value":{"display":"W"}}""", "emails", """[{"value":"b@work","display":"W","type":"work","primary":true},{"value":"b@home","type":"home"}]""")]
    [InlineData("""{"op":"add","path":"emails[type eq \"other\"].value","value":"o"}""", "emails", """[{"value":"b@work","type":"work","primary":true},{"value":"b@home","type":"home"},{"value":"o","type":"other"}]""")]
    [InlineData("""{"op":"replace","path":"emails.display","value":"d"}""", "emails", """[{"value":"b@work","display":"d","type":"work","primary":true},{"value":"b@home","display":"d","type":"home"}]""")]
    [InlineData("""{"op":"remove","path":"emails"}""", "emails", "")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"work\"]"}""", "emails", """[{"value":"b@home","type":"home"}]""")]
    [InlineData("""{"op":"remove","path":"emails[value pr]"}""", "emails", "")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"work\"].primary"}""", "emails", """[{"value":"b@work","type":"work"},{"value":"b@home","type":"home"}]""")]
    [InlineData("""{"op":"remove","path":"emails","value":[{"value":"b@work"}]}""", "emails", """[{"value":"b@home","type":"home"}]""")]
    [InlineData("""{"op":"remove","path":"emails","value":{"type":"home"}}""", "emails", """[{"value":"b@work","type":"work","primary":true}]""")]
    [InlineData("""{"op":"remove","path":"emails.type"}""", "emails", """[{"value":"b@work","primary":true},{"value":"b@home"}]""")]
    [InlineData("""{"op":"replace","path":"addresses[type eq \"work\"].streetAddress","value":"2 Road"}""", "addresses", """[{"streetAddress":"2 Road","locality":"Town","type":"work"}]""")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value","value":"8"}""", Given.Enterprise, """{"department":"Tours","manager":{"value":"8"}}""")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"}""", Given.Enterprise, """{"department":"Tours"}""")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value"}""", Given.Enterprise, """{"department":"Tours"}""")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"}""", Given.Enterprise, "")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","value":{"division":"X"}}""", Given.Enterprise, """{"division":"X","department":"Tours","manager":{"value":"7","$ref":"../Users/7"}}""")]
    public void Operation_on_a_full_user_changes_what_it_names(string operations, string attribute, string after)
    {
        var before = Given.User(Barbara);
        var result = Given.Patch(before, operations);
        var text = Given.Json(Given.Text(result.Resource));
        Assert.Equal(after, text.TryGetProperty(attribute, out var value) ? value.GetRawText() : "");
        Assert.True(result.Changed);
        var definition = ResourceTypes.User.Root.Find(attribute)!;
        Assert.Equal(before.With(definition, null), result.Resource.With(definition, null));
    }

    [Theory]
    [InlineData("""{"op":"add","path":"title","value":"VP"}""")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"b@home","type":"home"}]}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"work\"].value","value":"b@work"}""")]
    [InlineData("""{"op":"remove","path":"nickName"}""")]
    [InlineData("""{"op":"remove","path":"nonsense"}""")]
    [InlineData("""{"op":"remove","path":"urn:unknown:2.0:Thing:x"}""")]
    [InlineData("""{"op":"remove","path":"name.middleName"}""")]
    [InlineData("""{"op":"remove","path":"phoneNumbers[type eq \"work\"]"}""")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"other\"]"}""")]
    [InlineData("""{"op":"remove","path":"emails","value":[{"value":"nobody"}]}""")]
    [InlineData("""{"op":"remove","path":"emails","value":[]}""")]
    [InlineData("""{"op":"add","path":"nonsense","value":"x"}""")]
    [InlineData("""{"op":"replace","path":"password","value":"secret"}""")]
    [InlineData("""{"op":"replace","value":{"password":"secret"}}""")]
    [InlineData("""{"op":"replace","value":{"id":"other","meta":{"version":"x"},"groups":[{"value":"g"}]}}""")]
    [InlineData("""{"op":"replace","value":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}}""")]
    [InlineData("""{"op":"add","value":{}}""")]
    [InlineData("""[{"op":"replace","path":"title","value":"x"},{"op":"replace","path":"title","value":"VP"}]""")]
    public void Operation_that_changes_nothing_gives_the_very_same_resource(string operations)
    {
        var before = Given.User(Barbara);
        var result = Given.Patch(before, operations);
        Assert.False(result.Changed);
        Assert.Same(before, result.Resource);
    }

    [Fact]
    public void Value_that_is_there_twice_under_two_names_is_not_added_again()
    {
        var before = Given.User("""{"userName":"a","emails":[{"value":"a@b","display":"A"},{"value":"a@b","display":"B"},{"value":"A@B","display":"C"}]}""");
        Assert.False(Given.Patch(before, """{"op":"add","path":"emails","value":[{"value":"a@b","display":"B"}]}""").Changed);
        Assert.False(Given.Patch(before, """{"op":"add","path":"emails","value":[{"value":"A@B"}]}""").Changed);
    }

    [Theory]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"c","type":"other","primary":true}]}""", "c")]
    [InlineData("""{"op":"add","path":"emails[type eq \"other\" and primary eq true].value","value":"c"}""", "c")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}""", "b@home")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"b@home","type":"home","primary":"True"}]}""", "b@home")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"]","value":{"value":"h","primary":true}}""", "h")]
    public void New_primary_takes_the_place_of_the_old_one(string operation, string value)
    {
        var after = Given.Patch(Given.User(Barbara), operation).Resource;
        ResourceValidator.Validate(after);
        Assert.True(Given.Matches($"emails[primary eq true and value eq \"{value}\"]", after));
        Assert.True(Given.Matches("emails[primary eq false and value eq \"b@work\"]", after));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"id","value":"x"}""", "400 mutability")]
    [InlineData("""{"op":"remove","path":"id"}""", "400 mutability")]
    [InlineData("""{"op":"add","path":"meta.version","value":"x"}""", "400 mutability")]
    [InlineData("""{"op":"add","path":"groups","value":[{"value":"g"}]}""", "400 mutability")]
    [InlineData("""{"op":"remove","path":"groups[value eq \"g\"]"}""", "400 mutability")]
    [InlineData("""{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName","value":"x"}""", "400 mutability")]
    [InlineData("""{"op":"remove"}""", "400 noTarget")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:core:2.0:User"}""", "400 noTarget")]
    [InlineData("""{"op":"replace","path":"emails[type ne \"work\" and type ne \"home\"].value","value":"x"}""", "400 noTarget")]
    [InlineData("""{"op":"replace","path":"phoneNumbers[type sw \"w\"].value","value":"x"}""", "400 noTarget")]
    [InlineData("""{"op":"add","path":"phoneNumbers[type eq \"a\" or type eq \"b\"].value","value":"x"}""", "400 noTarget")]
    [InlineData("""{"op":"replace","path":"phoneNumbers[type eq \"work\"].type","value":"home"}""", "400 noTarget")]
    [InlineData("""{"op":"add","path":"emails[type eq \"other\"]","value":{"value":"x","type":"home"}}""", "400 noTarget")]
    [InlineData("""{"op":"replace","path":"emails[value eq \"old@x\"].value","value":"new@x"}""", "400 noTarget")]
    [InlineData("""{"op":"replace","path":"emails.primary","value":true}""", "400 invalidValue")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"b@work","type":"work","primary":true},{"value":"x","primary":true}]}""", "400 invalidValue")]
    [InlineData("""{"op":"remove","path":"userName"}""", "400 invalidValue")]
    [InlineData("""{"op":"replace","path":"userName","value":" "}""", "400 invalidValue")]
    [InlineData("""{"op":"replace","path":"active","value":"maybe"}""", "400 invalidValue")]
    [InlineData("""{"op":"replace","path":"active","value":[true]}""", "400 invalidValue")]
    [InlineData("""{"op":"replace","path":"name","value":"x"}""", "400 invalidValue")]
    [InlineData("""{"op":"add","value":"x"}""", "400 invalidValue")]
    [InlineData("""{"op":"add","path":"emails","value":[{"value":"x","primary":true},{"value":"y","primary":true}]}""", "400 invalidValue")]
    [InlineData("""{"op":"add","path":"emails[","value":"x"}""", "400 invalidPath")]
    [InlineData("""{"op":"add","path":"emails[type eq]","value":"x"}""", "400 invalidPath")]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"].","value":"x"}""", "400 invalidPath")]
    [InlineData("""{"op":"add","path":"a b","value":"x"}""", "400 invalidPath")]
    [InlineData("""{"op":"add","path":3,"value":"x"}""", "400 invalidPath")]
    [InlineData("""{"op":"add","path":"name[givenName eq \"x\"]","value":"x"}""", "400 invalidPath")]
    [InlineData("""{"op":"add","path":"title[value eq \"x\"]","value":"x"}""", "400 invalidPath")]
    [InlineData("""{"op":"replace","path":"emails[nonsense eq \"x\"].value","value":"x"}""", "400 invalidFilter")]
    [InlineData("""{"op":"move","path":"title","value":"x"}""", "400 invalidSyntax")]
    [InlineData("""{"op":1,"path":"title","value":"x"}""", "400 invalidSyntax")]
    [InlineData("""{"path":"title","value":"x"}""", "400 invalidSyntax")]
    [InlineData("""{"op":"add","path":"title"}""", "400 invalidSyntax")]
    [InlineData("""["x"]""", "400 invalidSyntax")]
    [InlineData("[]", "400 invalidSyntax")]
    public void Operation_that_can_not_be_done_is_an_error(string operations, string error) =>
        Assert.Equal(error, Given.Error(() => Given.Patch(Given.User(Barbara), operations)));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"x\"")]
    [InlineData("""{"Operations":{}}""")]
    [InlineData("""{"Operations":null}""")]
    public void Body_that_is_no_patch_is_invalid_syntax(string body) => Assert.Equal("400 invalidSyntax", Given.Error(() => PatchRequest.Read(Given.Json(body))));

    [Fact]
    public void Names_of_the_message_are_read_in_any_case()
    {
        var operation = Assert.Single(PatchRequest.Read(Given.Json("""{"operations":[{"OP":"REPLACE","Path":"title","VALUE":1}]}""")));
        Assert.Equal((PatchOp.Replace, "title"), (operation.Op, operation.Path!.ToString()));
    }

    [Fact]
    public void Mistake_in_the_last_operation_leaves_the_resource_as_it_was()
    {
        var before = Given.User(Barbara);
        var text = Given.Text(before);
        Assert.Equal("400 invalidValue", Given.Error(() => Given.Patch(
            before,
            """[{"op":"remove","path":"emails[type eq \"work\"]"},{"op":"replace","path":"title","value":"x"},{"op":"replace","path":"active","value":"maybe"}]""")));
        Assert.Equal(text, Given.Text(before));
    }

    [Fact]
    public void Unknown_attributes_are_counted_by_their_path()
    {
        var result = Given.Patch(
            Given.User(Minimal),
            """
            [{"op":"add","path":"nonsense.x","value":1},{"op":"add","value":{"strange":1,"not a path!":2,"urn:acme:2.0:User:badge":3}},
             {"op":"add","path":"name","value":{"nick":"x"}},{"op":"add","path":"emails[type eq \"work\"].odd","value":"x"}]
            """);
        Assert.Equal(
            ["emails.odd", "name.nick", "nonsense.x", "not a path!", "strange", "urn:acme:2.0:User:badge"],
            result.Ignored.Select(i => i.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Detail_names_where_in_the_value_the_mistake_is() =>
        Assert.Equal(
            "emails[1].primary: true or false was expected, not this text.",
            Given.Detail(() => Given.Patch(Given.User(Minimal), """{"op":"add","path":"emails","value":[{"value":"a"},{"primary":"maybe"}]}""")));

    [Theory]
    [InlineData("rfc7644-3.5.2.1-patch_op-add_emails.json", "emails[type eq \"home\" and value eq \"babs@jensen.org\"] and nickName eq \"Babs\"")]
    [InlineData("rfc7644-3.5.2.2-patch_op-remove_multi_complex_value.json", "not (emails[type eq \"work\" and value ew \"example.com\"])")]
    [InlineData("rfc7644-3.5.2.3-patch_op-replace_all_email_values.json", "emails[primary eq true] and emails co \"jensen\"")]
    [InlineData("rfc7644-3.5.2.3-patch_op-replace_street_address.json", "addresses[type eq \"work\" and streetAddress eq \"1010 Broadway Ave\"]")]
    [InlineData("rfc7644-3.5.2.3-patch_op-replace_user_work_address.json", "addresses[type eq \"work\" and locality eq \"Hollywood\"]")]
    public void Example_of_the_standard_does_what_it_says(string file, string afterwards)
    {
        var body = Given.Json(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "rfc-samples", file)));
        var before = Given.User("""{"userName":"b","emails":[{"type":"work","value":"a@example.com"}],"addresses":[{"type":"work","locality":"Here"}]}""");
        var after = PatchEngine.Apply(before, PatchRequest.Read(body)).Resource;
        ResourceValidator.Validate(after);
        Assert.True(Given.Matches(afterwards, after), Given.Text(after));
    }

    [Fact]
    public void Hundred_operations_on_a_thousand_values_take_effect()
    {
        var emails = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{"value":"u{{i}}","type":"other"}"""));
        var operations = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"op":"replace","path":"emails[value eq \"u{{i}}\"].display","value":"d"}"""));
        Assert.True(Given.Patch(Given.User($$"""{"userName":"a","emails":[{{emails}}]}"""), $"[{operations}]").Changed);
    }
}
