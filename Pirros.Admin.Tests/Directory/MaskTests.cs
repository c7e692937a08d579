using Pirros.Admin.Activity;
using Pirros.Admin.Directory;
using Pirros.Admin.Tests.Activity;

namespace Pirros.Admin.Tests.Directory;

public sealed class MaskTests
{
    [Theory]
    [InlineData("Ana Lima", "A••• L•••")]
    [InlineData("ana.lima@harborlane.example", "a•••@harborlane.example")]
    [InlineData("Priya Raghunathan Venkataraman of the Northern Studio", "P••• R••• V•••")]
    [InlineData("+1 555 0100", "+••• 5••• 0•••")]
    [InlineData("", "•••")]
    [InlineData("@", "@•••")]
    [InlineData("😀 x", "😀••• x•••")]
    public void Text_keeps_its_first_letters_and_an_address_its_domain(string text, string masked) => Assert.Equal(masked, Mask.Of(text));

    [Theory]
    [InlineData("/Users?filter=userName%20eq%20%22ana.lima@harborlane.example%22&count=1", "/Users?filter=userName%20eq%20%22•••%22&count=1")]
    [InlineData("/Users?filter=name.familyName eq \"Lima\" and title eq 'Partner'", "/Users?filter=name.familyName eq \"•••\" and title eq '•••'")]
    [InlineData("/Users?filter=userName eq \"O'Brien \\\"Pat\\\" x\"&count=1", "/Users?filter=userName eq \"•••\"&count=1")]
    [InlineData("/Users?filter=userName%20eq%20%22ana.lima%40harbor", "/Users?filter=userName%20eq%20%22•••%22")]
    [InlineData("/Users?filter=name.familyName%20eq%20Lima%20and%20active%20eq%20true", "/Users?filter=name.familyName%20eq%20•••%20and%20active%20eq%20true")]
    [InlineData("/Users?filter=(title+co+Partner)&count=1", "/Users?filter=(title+co+•••)&count=1")]
    [InlineData("/Users/ana.lima%40harborlane.example?attributes=id", "/Users/•••?attributes=id")]
    [InlineData("/Users/019a5c3e", "/Users/019a5c3e")]
    public void Path_keeps_what_was_asked_and_not_for_whom(string path, string masked) => Assert.Equal(masked, Mask.Of(Given.Request() with { Path = path }).Path);

    [Theory]
    [InlineData(ActivityKind.MatchMiss, "userName eq \"ana.lima@harborlane.example\"", "userName eq \"•••\"")]
    [InlineData(ActivityKind.Bulk, "12 done, 1 failed", "12 done, 1 failed")]
    [InlineData(ActivityKind.Updated, "Ana Lima", "A••• L•••")]
    public void Subject_is_masked_as_what_it_is(ActivityKind what, string subject, string masked) => Assert.Equal(masked, Mask.Of(Given.Request() with { What = what, Subject = subject }).Subject);

    [Theory]
    [InlineData("emails[1].type: 'wrk' is none of work, home and other.", "emails[1].type: '•••' is none of work, home and other.")]
    [InlineData("Another user has the userName ana.lima@harborlane.example already.", "Another user has the userName ••• already.")]
    [InlineData("The attribute id can't be changed to 'x'.", "The attribute id can't be changed to '•••'.")]
    public void Answer_for_a_diagnosis_keeps_its_words_and_no_value(string detail, string masked) => Assert.Equal(masked, Mask.ForDiagnosis(Given.Request() with { Detail = detail }).Detail);
}
