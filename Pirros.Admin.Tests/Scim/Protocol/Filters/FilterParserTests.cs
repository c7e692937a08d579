using Pirros.Admin.Scim.Protocol.Filters;

namespace Pirros.Admin.Tests.Scim.Protocol.Filters;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("userName eq \"bjensen\"", "userName eq \"bjensen\"")]
    [InlineData("  userName   EQ   \"bjensen\"  ", "userName eq \"bjensen\"")]
    [InlineData("name.familyName co \"O'Malley\"", "name.familyName co \"O'Malley\"")]
    [InlineData("userName sw \"J\"", "userName sw \"J\"")]
    [InlineData("userName ew \"J\"", "userName ew \"J\"")]
    [InlineData("userName ne \"J\"", "userName ne \"J\"")]
    [InlineData("title pr", "title pr")]
    [InlineData("title PR", "title pr")]
    [InlineData("meta.lastModified gt \"2011-05-13T04:42:34Z\"", "meta.lastModified gt \"2011-05-13T04:42:34Z\"")]
    [InlineData("meta.lastModified ge \"2011-05-13T04:42:34Z\"", "meta.lastModified ge \"2011-05-13T04:42:34Z\"")]
    [InlineData("meta.lastModified lt \"2011-05-13T04:42:34Z\"", "meta.lastModified lt \"2011-05-13T04:42:34Z\"")]
    [InlineData("meta.lastModified le \"2011-05-13T04:42:34Z\"", "meta.lastModified le \"2011-05-13T04:42:34Z\"")]
    [InlineData("schemas eq \"urn:x\"", "schemas eq \"urn:x\"")]
    [InlineData("$ref eq \"x\"", "$ref eq \"x\"")]
    [InlineData("members.$ref pr", "members.$ref pr")]
    [InlineData("a-b_c1 pr", "a-b_c1 pr")]
    [InlineData("active eq true", "active eq true")]
    [InlineData("active eq FALSE", "active eq false")]
    [InlineData("title eq Null", "title eq null")]
    [InlineData("n eq 0", "n eq 0")]
    [InlineData("n eq -1.5e+10", "n eq -1.5e+10")]
    [InlineData("emails[type eq \"work\"]", "emails[type eq \"work\"]")]
    [InlineData("emails[type eq \"work\" and value co \"@example.com\"] or ims[type eq \"xmpp\"]", "emails[type eq \"work\" and value co \"@example.com\"] or ims[type eq \"xmpp\"]")]
    [InlineData("emails[ not (type eq \"work\") ]", "emails[not (type eq \"work\")]")]
    [InlineData("emails[type eq \"work\"].value eq \"a@b\"", "emails[type eq \"work\" and value eq \"a@b\"]")]
    [InlineData("emails[type eq \"work\"].value pr", "emails[type eq \"work\" and value pr]")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"", "urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName pr", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName pr")]
    public void Filter_that_is_valid_has_its_canonical_text(string text, string canonical) => Assert.Equal(canonical, FilterParser.Parse(text).ToString());

    [Theory]
    [InlineData("userName eq bjensen", "userName eq \"bjensen\"")]
    [InlineData("userName eq a@b.example", "userName eq \"a@b.example\"")]
    [InlineData("externalId eq 4f2a-99", "externalId eq \"4f2a-99\"")]
    [InlineData("externalId eq 007", "externalId eq \"007\"")]
    [InlineData("externalId eq 1.", "externalId eq \"1.\"")]
    [InlineData("externalId eq 1e", "externalId eq \"1e\"")]
    [InlineData("(userName eq bjensen)", "userName eq \"bjensen\"")]
    [InlineData("emails[type eq work].value eq a@b", "emails[type eq \"work\" and value eq \"a@b\"]")]
    [InlineData("userName eq trueman", "userName eq \"trueman\"")]
    public void Literal_without_quotes_is_text(string text, string canonical) => Assert.Equal(canonical, FilterParser.Parse(text).ToString());

    [Theory]
    [InlineData("a pr or b pr and c pr", "a pr or (b pr and c pr)")]
    [InlineData("a pr and b pr or c pr", "(a pr and b pr) or c pr")]
    [InlineData("a pr and b pr and c pr", "(a pr and b pr) and c pr")]
    [InlineData("a pr or b pr or c pr", "(a pr or b pr) or c pr")]
    [InlineData("not (a pr) and b pr", "(not (a pr)) and b pr")]
    [InlineData("not (a pr) or b pr and c pr", "(not (a pr)) or (b pr and c pr)")]
    [InlineData("NOT(a pr) AND b pr", "(not (a pr)) and (b pr)")]
    [InlineData("(a pr)and(b pr)or(c pr)", "((a pr) and (b pr)) or (c pr)")]
    [InlineData("a[b pr]and c pr", "a[b pr] and c pr")]
    public void And_binds_stronger_than_or_and_not_strongest(string text, string grouped) => Assert.Equal(FilterParser.Parse(grouped), FilterParser.Parse(text));

    [Theory]
    [InlineData("(a pr or b pr) and c pr")]
    [InlineData("a pr and (b pr or c pr)")]
    [InlineData("a pr or (b pr or c pr)")]
    [InlineData("a pr and (b pr and c pr)")]
    [InlineData("not (a pr or b pr)")]
    public void Parentheses_that_matter_are_kept(string text) => Assert.Equal(text, FilterParser.Parse(text).ToString());

    [Theory]
    [InlineData("""a eq "\"\\\/\b\f\n\r\t" """, "\"\\/\b\f\n\r\t")]
    [InlineData("""a eq "\u00e9\ud83d\ude00" """, "é😀")]
    [InlineData("""a eq "" """, "")]
    [InlineData("""a eq "x) or (b" """, "x) or (b")]
    [InlineData("""a eq "日本語 😀" """, "日本語 😀")]
    public void Quoted_literal_is_read_with_its_escapes(string text, string value) =>
        Assert.Equal(FilterLiteral.Of(value), Assert.IsType<ComparisonFilter>(FilterParser.Parse(text)).Literal);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("userName")]
    [InlineData("userName ")]
    [InlineData("userName eq")]
    [InlineData("userName eq ")]
    [InlineData("userName eq\"x\"")]
    [InlineData("userName xx \"x\"")]
    [InlineData("userName = \"x\"")]
    [InlineData("userName eqq \"x\"")]
    [InlineData("eq \"x\"")]
    [InlineData("userName eq \"x")]
    [InlineData("userName eq 'x'")]
    [InlineData("userName eq x\"y\"")]
    [InlineData("userName eq \"x\" \"y\"")]
    [InlineData("userName eq \"x\" and")]
    [InlineData("userName eq \"x\" or ")]
    [InlineData("and userName eq \"x\"")]
    [InlineData("userName eq \"x\" userName eq \"y\"")]
    [InlineData("userName eq \"x\"and title pr")]
    [InlineData("userName eq \"x\" xor title pr")]
    [InlineData("not title pr")]
    [InlineData("not")]
    [InlineData("()")]
    [InlineData("(title pr")]
    [InlineData("title pr)")]
    [InlineData("title pr pr")]
    [InlineData("title prx")]
    [InlineData("emails[")]
    [InlineData("emails[]")]
    [InlineData("emails[type eq \"work\"")]
    [InlineData("emails[type eq \"work\")")]
    [InlineData("emails[type eq \"work\"]]")]
    [InlineData("emails[type eq \"work\"].")]
    [InlineData("emails[type eq \"work\"].value")]
    [InlineData("emails[type eq \"work\"] eq \"x\"")]
    [InlineData("emails[a[b pr]]")]
    [InlineData("1a pr")]
    [InlineData("a..b pr")]
    [InlineData(".a pr")]
    [InlineData("a. pr")]
    [InlineData(":a pr")]
    [InlineData("urn: pr")]
    [InlineData("a eq \"\\x\"")]
    [InlineData("a eq \"\\u12\"")]
    [InlineData("a eq \"\\u 12\"")]
    [InlineData("a eq \"\\ud800\"")]
    [InlineData("a eq \"\\ude00\\ud83d\"")]
    [InlineData("a eq \"line\nbreak\"")]
    [InlineData("a eq \"\\")]
    [InlineData("a eq x\0y")]
    [InlineData("ä pr")]
    public void Filter_that_is_invalid_is_an_error(string text) => Assert.Equal("400 invalidFilter", Given.Error(() => FilterParser.Parse(text)));

    [Fact]
    public void Error_tells_the_position_and_what_was_expected() =>
        Assert.Equal(
            "The filter is not understood at character 10: an operator was expected: eq, ne, co, sw, ew, gt, ge, lt, le or pr.",
            Given.Detail(() => FilterParser.Parse("userName is \"x\"")));

    [Fact]
    public void Error_never_repeats_a_value() =>
        Assert.DoesNotContain("secret", Given.Detail(() => FilterParser.Parse("userName eq \"secret\" \"secret\"")), StringComparison.Ordinal);

    [Theory]
    [InlineData("a million characters in quotes")]
    [InlineData("a million spaces")]
    [InlineData("100,000 parentheses")]
    [InlineData("9,000 parentheses")]
    [InlineData("9,000 brackets")]
    [InlineData("2,000 negations")]
    [InlineData("65 parentheses")]
    [InlineData("300 terms")]
    [InlineData("300 terms in brackets")]
    public void Filter_beyond_the_limits_is_refused_at_once(string which)
    {
        var text = which switch
        {
            "a million characters in quotes" => "userName eq \"" + new string('x', 1_000_000) + "\"",
            "a million spaces" => new string(' ', 1_000_000),
            "100,000 parentheses" => new string('(', 100_000),
            "9,000 parentheses" => new string('(', 9_000),
            "9,000 brackets" => string.Concat(Enumerable.Repeat("a[", 4_500)),
            "2,000 negations" => string.Concat(Enumerable.Repeat("not(", 2_000)),
            "65 parentheses" => new string('(', 65) + "a pr" + new string(')', 65),
            "300 terms" => string.Join(" or ", Enumerable.Repeat("a pr", 300)),
            _ => "e[" + string.Join(" and ", Enumerable.Repeat("a pr", 300)) + "]",
        };
        Assert.Equal("400 invalidFilter", Given.Error(() => FilterParser.Parse(text)));
    }

    [Fact]
    public void Filter_just_within_the_limits_is_read()
    {
        Assert.Equal("a pr", FilterParser.Parse(new string('(', 64) + "a pr" + new string(')', 64)).ToString());
        Assert.IsType<OrFilter>(FilterParser.Parse(string.Join(" or ", Enumerable.Repeat("a pr", 256))));
        Assert.IsType<ComparisonFilter>(FilterParser.Parse("a eq \"" + new string('x', 9_990) + "\""));
    }
}
