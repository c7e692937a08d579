using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol.Filters;

public sealed class FilterBinderTests
{
    [Theory]
    [InlineData("USERNAME eq \"x\"", "userName")]
    [InlineData("Name.FamilyName eq \"x\"", "name.familyName")]
    [InlineData("emails eq \"x\"", "emails.value")]
    [InlineData("emails.type eq \"x\"", "emails.type")]
    [InlineData("id eq \"x\"", "id")]
    [InlineData("externalId eq \"x\"", "externalId")]
    [InlineData("meta.created gt \"2026-01-01T00:00:00Z\"", "meta.created")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"x\"", "userName")]
    [InlineData("URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:name.givenName eq \"x\"", "name.givenName")]
    [InlineData(Given.Enterprise + ":department eq \"x\"", Given.Enterprise + ":department")]
    [InlineData(Given.Enterprise + ":manager eq \"x\"", Given.Enterprise + ":manager.value")]
    [InlineData(Given.Enterprise + ":manager.displayName eq \"x\"", Given.Enterprise + ":manager.displayName")]
    public void Attribute_gets_its_canonical_name(string filter, string name) =>
        Assert.Equal(name, Assert.IsType<BoundComparison>(Bind(filter)).Attribute.Name);

    [Theory]
    [InlineData("active eq true", "ScimBoolean true")]
    [InlineData("active eq \"True\"", "ScimBoolean true")]
    [InlineData("userName eq 12", "ScimString 12")]
    [InlineData("userName eq true", "ScimString true")]
    [InlineData("meta.created lt \"2026-01-31T13:00:00+01:00\"", "ScimDateTime 2026-01-31T12:00:00.000Z")]
    public void Literal_takes_the_type_of_its_attribute(string filter, string value)
    {
        var bound = Assert.IsType<BoundComparison>(Bind(filter)).Value;
        Assert.Equal(value, $"{bound.GetType().Name} {bound}");
    }

    [Fact]
    public void Text_to_compare_with_is_folded_unless_the_attribute_is_case_exact()
    {
        Assert.Equal("bjensen", Assert.IsType<BoundComparison>(Bind("userName eq \"BJensen\"")).Text);
        Assert.Equal("BJensen", Assert.IsType<BoundComparison>(Bind("externalId eq \"BJensen\"")).Text);
    }

    [Theory]
    [InlineData("title eq null", false)]
    [InlineData("title eq \"\"", false)]
    [InlineData("title ne null", true)]
    [InlineData("title ne \"\"", true)]
    [InlineData("title co \"\"", true)]
    [InlineData("title ge \"\"", true)]
    [InlineData("emails eq null", false)]
    public void Comparison_with_nothing_is_a_test_of_presence(string filter, bool present)
    {
        var bound = Bind(filter);
        Assert.IsType<BoundPresent>(present ? bound : Assert.IsType<BoundNot>(bound).Inner);
    }

    [Theory]
    [InlineData("title le \"\"")]
    [InlineData("title lt \"\"")]
    public void Nothing_comes_before_empty_text(string filter) => Assert.False(Assert.IsType<BoundConstant>(Bind(filter)).Value);

    [Theory]
    [InlineData("meta.location pr")]
    [InlineData("meta.location sw \"http\"")]
    [InlineData("meta[location pr]")]
    [InlineData("groups.$ref pr")]
    [InlineData("groups[$ref sw \"http\"]")]
    [InlineData("meta.created gt \"\"")]
    [InlineData("meta.lastModified le \"\"")]
    [InlineData("nonsense eq \"x\"")]
    [InlineData("name.nonsense eq \"x\"")]
    [InlineData("userName.value eq \"x\"")]
    [InlineData("a.b.c eq \"x\"")]
    [InlineData("department eq \"x\"")]
    [InlineData("urn:unknown:User:userName eq \"x\"")]
    [InlineData("nonsense pr")]
    [InlineData("nonsense[type eq \"x\"]")]
    [InlineData("name eq \"x\"")]
    [InlineData("addresses eq \"x\"")]
    [InlineData(Given.Enterprise + " eq \"x\"")]
    [InlineData("password eq \"x\"")]
    [InlineData("password pr")]
    [InlineData("active gt true")]
    [InlineData("active co \"t\"")]
    [InlineData("active eq \"maybe\"")]
    [InlineData("x509Certificates gt \"AAAA\"")]
    [InlineData("x509Certificates co \"AAAA\"")]
    [InlineData("meta.created co \"2026\"")]
    [InlineData("meta.created gt \"yesterday\"")]
    [InlineData("title gt null")]
    [InlineData("title co null")]
    [InlineData("userName[value eq \"x\"]")]
    [InlineData("emails[nonsense eq \"x\"]")]
    [InlineData("emails[emails.type eq \"x\"]")]
    [InlineData("emails[primary gt true]")]
    [InlineData("schemas gt \"x\"")]
    public void Filter_that_can_mean_nothing_is_an_error(string filter) => Assert.Equal("400 invalidFilter", Given.Error(() => Bind(filter)));

    [Theory]
    [InlineData("schemas eq \"" + Given.Core + "\"", "True")]
    [InlineData("schemas pr", "True")]
    [InlineData("schemas co \"core\"", "True")]
    [InlineData("schemas eq \"urn:unknown\"", "False")]
    public void Filter_on_schemas_that_all_resources_answer_alike_is_a_constant(string filter, string value) =>
        Assert.Equal(value, Assert.IsType<BoundConstant>(Bind(filter)).Value.ToString());

    [Fact]
    public void Filter_on_the_extensions_schema_asks_whether_it_has_values()
    {
        Assert.Equal(Given.Enterprise, Assert.IsType<BoundPresent>(Bind($"schemas eq \"{Given.Enterprise}\"")).Attribute.Name);
        Assert.IsType<BoundPresent>(Bind($"{Given.Enterprise} pr"));
    }

    [Theory]
    [InlineData("emails[type eq \"work\"]", "emails")]
    [InlineData("name[familyName eq \"x\"]", "name")]
    [InlineData(Given.Enterprise + ":manager[value eq \"x\"]", Given.Enterprise + ":manager")]
    public void Value_path_is_bound_to_its_complex_attribute(string filter, string name) =>
        Assert.Equal(name, Assert.IsType<BoundValuePath>(Bind(filter)).Attribute.Name);

    private static BoundFilter Bind(string filter) => FilterBinder.Bind(FilterParser.Parse(filter), ResourceTypes.User);
}
