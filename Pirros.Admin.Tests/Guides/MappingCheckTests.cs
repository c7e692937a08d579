using System.Text;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Tests.Guides;

/// <summary>What is said of the five attributes, for what arrived.</summary>
public sealed class MappingCheckTests
{
    private const string Good = """{"userName":"ana@acme.example","name":{"givenName":"Ana","familyName":"Lima"},"emails":[{"value":"ana@acme.example","type":"work"}],"active":true}""";

    [Fact]
    public void Nothing_arrived_waits() => Assert.All(Check([]), check => Assert.Equal((MappingVerdict.Waiting, 0, null), (check.Verdict, check.Users, check.Finding)));

    [Fact]
    public void Everything_arrived_is_good() => Assert.All(Check([Good, Good]), check => Assert.Equal((MappingVerdict.Good, 2, 0, 0), (check.Verdict, check.Received, check.Missing, check.Odd)));

    [Fact]
    public void Name_that_is_no_address_is_odd_and_says_what_to_enter()
    {
        var check = Check([Good, Good.Replace("\"userName\":\"ana@acme.example\"", "\"userName\":\"alima\"", StringComparison.Ordinal)])[0];
        Assert.Equal((MappingVerdict.Odd, 2, 0, 1, "userPrincipalName"), (check.Verdict, check.Received, check.Missing, check.Odd, check.Enter));
        Assert.Equal("No e-mail address was sent for 1 person, but another value.", check.Finding);
    }

    [Fact]
    public void Address_that_some_lack_gives_an_expression_that_fills_the_gap()
    {
        var check = Check([Good, """{"userName":"bo@acme.example","active":true}""", Good])[3];
        Assert.Equal((MappingVerdict.Partly, 2, 1, "Coalesce([mail], [userPrincipalName])"), (check.Verdict, check.Received, check.Missing, check.Enter));
        Assert.Equal("1 of the latest 3 lacks it: the source is empty for that person.", check.Finding);
    }

    [Fact]
    public void Name_that_some_lack_is_not_mended_by_the_mapping()
    {
        var check = Check([Good, """{"userName":"bo@acme.example"}"""])[1];
        Assert.Equal((MappingVerdict.Partly, null, null), (check.Verdict, check.Enter, check.Where));
    }

    [Fact]
    public void Address_of_another_type_is_missing_and_says_so()
    {
        var check = Check(["""{"userName":"bo@acme.example","emails":[{"value":"bo@acme.example","type":"other"}]}"""])[3];
        Assert.Equal(MappingVerdict.Missing, check.Verdict);
        Assert.Contains("none of type work", check.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail", 3)]
    [InlineData("surname", 2)]
    [InlineData("FirstName", 1)]
    public void Attribute_that_is_sent_under_a_wrong_name_is_told_by_that_name(string name, int row)
    {
        var check = Check(["""{"userName":"bo@acme.example"}"""], leftOut: [name])[row];
        Assert.StartsWith($"Microsoft Entra ID sends {(row == 1 ? "firstName" : name)}, which is no attribute of a SCIM user", check.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Active_that_was_never_sent_is_missing_although_everybody_counts_as_active()
    {
        var check = Check([Good], marks: [Mark("user-created")])[4];
        Assert.Equal((MappingVerdict.Missing, 0, """Switch([IsSoftDeleted], , "True", "False", "False", "True")"""), (check.Verdict, check.Received, check.Enter));
        Assert.Contains("never sent it", check.Finding, StringComparison.Ordinal);
        Assert.Equal(MappingVerdict.Good, Check([Good], marks: [Mark("user-created"), Mark("mapping-active")])[4].Verdict);
    }

    [Fact]
    public void Active_that_is_false_for_everybody_is_the_wrong_way_round()
    {
        var off = Good.Replace("true", "false", StringComparison.Ordinal);
        Assert.Equal(MappingVerdict.Odd, Check([off, off, off])[4].Verdict);
        Assert.Equal(MappingVerdict.Good, Check([off, off])[4].Verdict);
        Assert.Equal(MappingVerdict.Good, Check([off, off, Good])[4].Verdict);
    }

    [Fact]
    public void Mappings_of_entra_are_those_of_the_setup_guide() => Assert.Equal(
        [("userName", "userPrincipalName"), ("name.givenName", "givenName"), ("name.familyName", "surname"), ("emails[type eq \"work\"].value", "mail"), ("active", """Switch([IsSoftDeleted], , "True", "False", "False", "True")""")],
        Guide.For(IdentityProvider.EntraId).Mappings.Select(mapping => (mapping.Attribute.Path, mapping.Source)));

    private static ActivityMark Mark(string name) => new(name, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, null, null);

    private static IReadOnlyList<MappingCheck> Check(string[] users, ActivityMark[]? marks = null, string[]? leftOut = null)
        => MappingChecks.Of("Microsoft Entra ID", Guide.For(IdentityProvider.EntraId).Mappings, [.. users.Select(Encoding.UTF8.GetBytes)], marks ?? [], leftOut ?? []);
}
