using CsCheck;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Tests.Scim.Protocol.Filters;

public sealed class FilterEvaluatorTests
{
    private static readonly ScimResource Barbara = Given.User(
        """
        {"userName":"bjensen@example.com","externalId":"Ab-7","title":"Vice President","active":true,
         "name":{"familyName":"Jensen","givenName":"Barbara"},
         "emails":[{"value":"bjensen@example.com","type":"work","primary":true},{"value":"babs@jensen.org","type":"home"}],
         "addresses":[{"type":"work","locality":"Hollywood"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Tours","manager":{"value":"26118915"}}}
        """).WithIdentity("2819", At("2026-01-31T12:00:00Z"), At("2026-02-01T12:00:00.5Z"), "W/\"1\"");

    [Theory]
    [InlineData("userName eq \"BJENSEN@example.com\"", true)]
    [InlineData("userName eq \"other\"", false)]
    [InlineData("userName ne \"other\"", true)]
    [InlineData("externalId eq \"Ab-7\"", true)]
    [InlineData("externalId eq \"ab-7\"", false)]
    [InlineData("id eq \"2819\"", true)]
    [InlineData("title co \"PRES\"", true)]
    [InlineData("title sw \"vice\"", true)]
    [InlineData("title ew \"ident\"", true)]
    [InlineData("title ew \"vice\"", false)]
    [InlineData("title gt \"V\"", true)]
    [InlineData("title ge \"vice president\"", true)]
    [InlineData("title lt \"vice president\"", false)]
    [InlineData("title le \"vice president\"", true)]
    [InlineData("title pr", true)]
    [InlineData("nickName pr", false)]
    [InlineData("nickName eq \"x\"", false)]
    [InlineData("nickName ne \"x\"", true)]
    [InlineData("nickName co \"x\"", false)]
    [InlineData("nickName lt \"x\"", false)]
    [InlineData("nickName eq null", true)]
    [InlineData("title eq null", false)]
    [InlineData("title ne null", true)]
    [InlineData("active eq true", true)]
    [InlineData("active eq \"True\"", true)]
    [InlineData("active ne false", true)]
    [InlineData("active ne true", false)]
    [InlineData("name pr", true)]
    [InlineData("name.familyName eq \"jensen\"", true)]
    [InlineData("name.middleName pr", false)]
    [InlineData("name[familyName eq \"jensen\" and givenName eq \"barbara\"]", true)]
    [InlineData("emails eq \"babs@jensen.org\"", true)]
    [InlineData("emails co \"jensen.org\"", true)]
    [InlineData("emails.type eq \"home\"", true)]
    [InlineData("emails.type eq \"other\"", false)]
    [InlineData("emails.display pr", false)]
    [InlineData("emails pr", true)]
    [InlineData("phoneNumbers pr", false)]
    [InlineData("phoneNumbers ne \"x\"", true)]
    [InlineData("emails.type eq \"work\" and emails.value eq \"babs@jensen.org\"", true)]
    [InlineData("emails[type eq \"work\" and value eq \"babs@jensen.org\"]", false)]
    [InlineData("emails[type eq \"work\" and value co \"@example.com\"]", true)]
    [InlineData("emails[type eq \"work\"].value eq \"bjensen@example.com\"", true)]
    [InlineData("emails[type eq \"home\"].value eq \"bjensen@example.com\"", false)]
    [InlineData("emails[not (type eq \"work\")]", true)]
    [InlineData("emails[primary eq true].type eq \"work\"", true)]
    [InlineData("phoneNumbers[type eq \"work\"]", false)]
    [InlineData("not (phoneNumbers[type eq \"work\"])", true)]
    [InlineData("addresses[type eq \"work\" and locality eq \"hollywood\"]", true)]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"bj\"", true)]
    [InlineData(Given.Enterprise + ":department eq \"tours\"", true)]
    [InlineData(Given.Enterprise + ":manager.value eq \"26118915\"", true)]
    [InlineData(Given.Enterprise + ":manager eq \"26118915\"", true)]
    [InlineData(Given.Enterprise + ":manager[value eq \"26118915\"]", true)]
    [InlineData("schemas eq \"" + Given.Enterprise + "\"", true)]
    [InlineData("schemas ne \"" + Given.Enterprise + "\"", true)]
    [InlineData("meta.created eq \"2026-01-31T13:00:00+01:00\"", true)]
    [InlineData("meta.lastModified gt \"2026-02-01T12:00:00Z\"", true)]
    [InlineData("meta.lastModified le \"2026-02-01T12:00:00Z\"", false)]
    [InlineData("meta.resourceType eq \"User\"", true)]
    [InlineData("title pr or nickName pr and nickName pr", true)]
    [InlineData("(title pr or nickName pr) and nickName pr", false)]
    [InlineData("not (nickName pr) and title pr", true)]
    public void Filter_matches_as_the_standard_says(string filter, bool matches) => Assert.Equal(matches, Given.Matches(filter, Barbara));

    [Fact]
    public void Schema_of_an_extension_without_values_is_not_there() =>
        Assert.False(Given.Matches($"schemas eq \"{Given.Enterprise}\"", Given.User("""{"userName":"a"}""")));

    [Fact]
    public void Negation_is_the_opposite_for_every_filter() =>
        Given.OneOf("userName eq \"x\"", "title pr", "nickName ne \"x\"", "emails[type eq \"work\"]", "emails co \"jensen\"", "active eq true")
            .Sample(f => Given.Matches(f, Barbara) != Given.Matches($"not ({f})", Barbara));

    [Fact]
    public void Filter_of_256_terms_against_a_thousand_values_is_answered()
    {
        var emails = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{"value":"u{{i}}@example.com","type":"other"}"""));
        var user = Given.User($$"""{"userName":"a","emails":[{{emails}}]}""");
        var filter = string.Join(" or ", Enumerable.Repeat("emails co \"nobody\"", 256));
        Assert.False(Given.Matches(filter, user));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
