using Pirros.Admin.Scim.Quirks;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Quirks;

public sealed class QuirkTests
{
    private const string Urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    [InlineData("\"26118915\"")]
    [InlineData("[{\"value\":\"26118915\"}]")]
    [InlineData("[\"26118915\"]")]
    [InlineData("{\"value\":\"26118915\"}")]
    public void Manager_as_text_or_as_a_list_of_one_is_the_manager(string manager)
    {
        Assert.Equal("26118915", Given.User("{\"" + Urn + "\":{\"manager\":" + manager + "}}", KnownQuirks.All).Text(Urn + ":manager.value"));
        var patched = Given.Patch(Given.User("""{"userName":"a"}"""), $$"""{"op":"add","path":"{{Urn}}:manager","value":{{manager}}}""", KnownQuirks.All);
        Assert.Equal("26118915", patched.Resource.Text(Urn + ":manager.value"));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{\"value\":\"\"}]")]
    public void Manager_that_is_empty_removes_the_manager(string manager)
    {
        var before = Given.User("{\"userName\":\"a\",\"" + Urn + "\":{\"manager\":{\"value\":\"7\"}}}");
        Assert.Null(Given.Patch(before, $$"""{"op":"replace","path":"{{Urn}}:manager.value","value":null}""", KnownQuirks.All).Resource.Find(Urn + ":manager"));
        Assert.Null(Given.Patch(before, $$"""{"op":"replace","path":"{{Urn}}:manager","value":{{manager}}}""", KnownQuirks.All).Resource.Find(Urn + ":manager"));
    }

    [Theory]
    [InlineData("""{"manager":["1","2"]}""")]
    [InlineData("""{"manager":7}""")]
    [InlineData("""{"manager":[7]}""")]
    public void Manager_that_is_something_else_is_an_error(string extension) =>
        Assert.Equal("400 invalidValue", Given.Error(() => Given.User($$"""{"{{Urn}}":{{extension}}}""", KnownQuirks.All)));

    [Theory]
    [InlineData("""[{"value":"{\"id\":\"18d1\",\"value\":\"admin\",\"displayName\":\"Admin\"}"}]""", """[{"value":"admin","display":"Admin"}]""")]
    [InlineData("""[{"value":"{\"value\":\"admin\"}","type":"x","primary":"True"}]""", """[{"value":"admin","type":"x","primary":true}]""")]
    [InlineData("""["{\"value\":\"admin\"}"]""", """[{"value":"admin"}]""")]
    [InlineData("""[{"value":"admin"}]""", """[{"value":"admin"}]""")]
    [InlineData("""[{"value":"{not json"}]""", """[{"value":"{not json"}]""")]
    [InlineData("""[{"value":"{\"id\":\"18d1\"}"}]""", """[{"value":"{\"id\":\"18d1\"}"}]""")]
    [InlineData("""[{"value":"{\"value\":7}"}]""", """[{"value":"{\"value\":7}"}]""")]
    [InlineData("""[{"value":"{\"value\":\"\\ud800\"}"}]""", """[{"value":"{\"value\":\"\\ud800\"}"}]""")]
    [InlineData("""[{"value":"{\"value\":\"a\\u0000\"}"}]""", """[{"value":"{\"value\":\"a\\u0000\"}"}]""")]
    [InlineData("""[{"value":"{\"value\":\"a\",\"displayName\":\"\\u0000\"}"}]""", """[{"value":"a"}]""")]
    public void Role_as_json_text_is_the_role_inside(string roles, string meant) =>
        Assert.Equal($$"""{"roles":{{meant}}}""", Given.Text(Given.User($$"""{"roles":{{roles}}}""", KnownQuirks.All)));

    [Fact]
    public void Json_text_of_any_other_attribute_is_text() =>
        Assert.Equal("""{"value":"x"}""", Given.User("""{"title":"{\"value\":\"x\"}"}""", KnownQuirks.All).Text("title"));

    [Theory]
    [InlineData("manager", "manager.value")]
    [InlineData("MANAGER.value", "manager.value")]
    [InlineData("department", "department")]
    public void Extension_path_without_its_urn_is_found(string path, string attribute)
    {
        var result = Given.Patch(Given.User("""{"userName":"a"}"""), $$"""{"op":"add","path":"{{path}}","value":"7"}""", KnownQuirks.All);
        Assert.Equal("7", result.Resource.Text($"{Urn}:{attribute}"));
        Assert.Empty(result.Ignored);
    }

    [Fact]
    public void Extension_path_without_its_urn_is_unknown_to_the_plain_protocol()
    {
        var result = Given.Patch(Given.User("""{"userName":"a"}"""), """{"op":"add","path":"department","value":"7"}""");
        Assert.False(result.Changed);
        Assert.Equal("department", Assert.Single(result.Ignored).Path);
    }

    [Fact]
    public void Core_attribute_keeps_its_path() =>
        Assert.Equal("T", Given.Patch(Given.User("""{"userName":"a"}"""), """{"op":"add","path":"title","value":"T"}""", KnownQuirks.All).Resource.Text("title"));
}
