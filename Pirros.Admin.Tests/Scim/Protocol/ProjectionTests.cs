using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol;

public sealed class ProjectionTests
{
    private static readonly ScimResource Barbara = Given.User(
        """
        {"externalId":"e","userName":"b","name":{"familyName":"J","givenName":"B"},"emails":[{"value":"a","type":"work"},{"value":"c"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","manager":{"value":"7"}}}
        """);

    private static readonly ScimResource Identified = Barbara.With(ResourceTypes.User.Id, new ScimString("1"));

    [Theory]
    [InlineData("userName", """{"id":"1","userName":"b"}""")]
    [InlineData("USERNAME, externalId", """{"id":"1","externalId":"e","userName":"b"}""")]
    [InlineData("name", """{"id":"1","name":{"familyName":"J","givenName":"B"}}""")]
    [InlineData("name.givenName", """{"id":"1","name":{"givenName":"B"}}""")]
    [InlineData("name.givenName,name", """{"id":"1","name":{"familyName":"J","givenName":"B"}}""")]
    [InlineData("emails.type", """{"id":"1","emails":[{"type":"work"}]}""")]
    [InlineData("emails.display", """{"id":"1"}""")]
    [InlineData("nonsense", """{"id":"1"}""")]
    [InlineData("password", """{"id":"1"}""")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName", """{"id":"1","userName":"b"}""")]
    [InlineData(Given.Enterprise, """{"id":"1","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","manager":{"value":"7"}}}""")]
    [InlineData(Given.Enterprise + ":department", """{"id":"1","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""")]
    [InlineData(Given.Enterprise + ":manager.value", """{"id":"1","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"7"}}}""")]
    public void Attributes_that_are_asked_for_are_shown_and_the_id_with_them(string attributes, string shown) =>
        Assert.Equal(shown, Given.Text(Projection.Parse(attributes, null, ResourceTypes.User).Apply(Identified)));

    [Theory]
    [InlineData("externalId,name,emails," + Given.Enterprise, """{"id":"1","userName":"b"}""")]
    [InlineData("id,externalId,name.givenName,emails," + Given.Enterprise, """{"id":"1","userName":"b","name":{"familyName":"J"}}""")]
    [InlineData("externalId,name.givenName,name.familyName,emails.value," + Given.Enterprise + ":manager", """{"id":"1","userName":"b","emails":[{"type":"work"}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D"}}""")]
    public void Attributes_that_are_excluded_are_left_out_but_for_the_id(string excluded, string shown) =>
        Assert.Equal(shown, Given.Text(Projection.Parse(null, excluded, ResourceTypes.User).Apply(Identified)));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("", " ", true)]
    [InlineData(null, "nonsense", true)]
    [InlineData(null, "id", true)]
    [InlineData(null, "groups", true)]
    [InlineData(null, "title", false)]
    [InlineData("userName", null, false)]
    [InlineData("nonsense", null, false)]
    public void Projection_is_the_default_when_a_document_can_be_sent_as_it_is(string? attributes, string? excluded, bool isDefault) =>
        Assert.Equal(isDefault, Projection.Parse(attributes, excluded, ResourceTypes.User).IsDefault);

    [Theory]
    [InlineData(null, null, "groups", true)]
    [InlineData(null, "groups", "groups", false)]
    [InlineData(null, "groups.display", "groups", true)]
    [InlineData("userName", null, "groups", false)]
    [InlineData("groups.value", null, "groups", true)]
    [InlineData("userName", null, "id", true)]
    [InlineData(null, "id", "id", true)]
    [InlineData(null, null, "password", false)]
    [InlineData("password", null, "password", false)]
    [InlineData(null, null, "nonsense", false)]
    public void Attribute_is_included_as_the_parameters_say(string? attributes, string? excluded, string name, bool included) =>
        Assert.Equal(included, Projection.Parse(attributes, excluded, ResourceTypes.User).Includes(name));

    [Fact]
    public void Default_projection_shows_everything()
    {
        Assert.True(Projection.Default(ResourceTypes.User).IsDefault);
        Assert.Equal(Identified, Projection.Default(ResourceTypes.User).Apply(Identified));
    }

    [Fact]
    public void Both_parameters_together_are_an_error() =>
        Assert.Equal("400 invalidValue", Given.Error(() => Projection.Parse("userName", "title", ResourceTypes.User)));
}
