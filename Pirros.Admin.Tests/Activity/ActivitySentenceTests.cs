using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Activity;

public sealed class ActivitySentenceTests
{
    [Theory]
    [InlineData("title", "Microsoft Entra ID updated Ana Lima: title")]
    [InlineData("title|urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "Microsoft Entra ID updated Ana Lima: title, department")]
    [InlineData("name.givenName|name.familyName|emails[type eq \"work\"].value|emails[type eq \"work\"].primary", "Microsoft Entra ID updated Ana Lima: givenName, familyName, emails")]
    [InlineData("a|b|c|d|e", "Microsoft Entra ID updated Ana Lima: a, b, c and 2 more")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "Microsoft Entra ID updated Ana Lima: manager")]
    public void Update_names_what_changed(string paths, string sentence)
        => Assert.Equal(sentence, ActivitySentence.Of(Given.Request() with { Details = Given.Changed(paths.Split('|')) }, IdentityProvider.EntraId));

    [Theory]
    [InlineData(ActivityKind.Created, 201, "POST", "/Users", "Okta created Ana Lima", "Created Ana Lima")]
    [InlineData(ActivityKind.Other, 409, "POST", "/Users", "Okta could not create Ana Lima", "Not done: create Ana Lima")]
    [InlineData(ActivityKind.Other, 404, "GET", "/Users/2", "Okta could not get /Users/2", "Not done: get /Users/2")]
    [InlineData(ActivityKind.MatchMiss, 200, "GET", "/Users?filter=x", "Okta looked for Ana Lima: no match", "Looked for Ana Lima: no match")]
    [InlineData(ActivityKind.Bulk, 200, "POST", "/Bulk", "Okta sent a bulk request: Ana Lima", "Sent a bulk request: Ana Lima")]
    [InlineData(ActivityKind.Refused, 401, "GET", "/Users", "Okta was refused: the token was not accepted", "Refused: the token was not accepted")]
    public void Sentence_stands_with_and_without_a_name(ActivityKind what, int status, string method, string path, string named, string alone)
    {
        var record = Given.Request(method, path, status, what);
        Assert.Equal(named, ActivitySentence.Of(record with { UserAgent = "Okta SCIM Client 1.0.0" }, IdentityProvider.Okta));
        Assert.Equal(alone, ActivitySentence.Of(record, IdentityProvider.Okta));
        Assert.Equal(alone, ActivitySentence.Of(record));
    }

    [Fact]
    public void Every_kind_and_every_reason_has_words_of_its_own()
    {
        var kinds = Enum.GetValues<ActivityKind>().Select(kind => ActivitySentence.Of(Given.Request(what: kind))).ToList();
        Assert.Equal(kinds.Count, kinds.Distinct().Count());
        var reasons = Enum.GetValues<TokenRefusal>().Select(why => (RefusalSentence.InShort(why), RefusalSentence.Of(why))).ToList();
        Assert.Equal(reasons.Count, reasons.Select(reason => reason.Item1).Distinct().Count());
        Assert.Equal(reasons.Count, reasons.Select(reason => reason.Item2).Distinct().Count());
        Assert.Equal("Refused: the token was revoked", ActivitySentence.Of(Given.Request(status: 401, what: ActivityKind.Refused) with { Details = ActivityDetails.None with { Refusal = TokenRefusal.Revoked } }));
    }
}
