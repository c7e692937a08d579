using System.Net;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Tests.Saml;

/// <summary>What is posted to the Reply URL: what the admin is told of it, and how little everybody else.</summary>
public sealed class ReplyUrlTests : SignOnSteps
{
    [Fact]
    public async Task Test_shows_who_signed_in()
    {
        var ana = await UserAsync(Ana);
        var (request, browser) = await BeginTestAsync();
        using var client = NewBrowser();
        using var answer = await PostAsync(client, Response(request), browser);
        var result = await NewestAsync();
        Assert.Equal((HttpStatusCode.SeeOther, $"/connections/{Id}/sso?result={result.Id}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal((null, Ana, ana, true, true, Mara.Id), (result.Fault, result.NameId, result.User, result.UserActive, result.Solicited, result.TestedBy));
        Assert.Equal(["Design", "Admins"], Assert.Single(result.Claims).Values);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var seen = (await Service.FindAsync(Mara, Id, Cancel))!.Evidence;
        Assert.DoesNotContain(null, new[] { seen.RequestedAt, seen.AcceptedAt, seen.MatchedAt, seen.TestedAt });
    }

    [Fact]
    public async Task Test_whose_user_is_unknown_or_inactive_does_not_count_as_passed()
    {
        using var client = NewBrowser();
        var (request, browser) = await BeginTestAsync();
        using var unknown = await PostAsync(client, Response(request), browser);
        Assert.Null((await NewestAsync()).User);
        var ana = await UserAsync(Ana);
        await PatchAsync($"Users/{ana}", """{"op":"replace","path":"active","value":false}""");
        (request, browser) = await BeginTestAsync();
        using var inactive = await PostAsync(client, Response(request), browser);
        Assert.Equal((ana, false), ((await NewestAsync()).User, (await NewestAsync()).UserActive));
        Assert.Null((await Service.FindAsync(Mara, Id, Cancel))!.Evidence.TestedAt);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await Service.SetAdminGroupAsync(Mara, Id, await GroupAsync("IT admins", ana), Cancel));
        Assert.Equal(SamlTexts.NotTested, refused.Message);
    }

    [Fact]
    public async Task Refused_test_says_what_was_expected_and_what_came()
    {
        var (request, browser) = await BeginTestAsync();
        using var client = NewBrowser();
        using var answer = await PostAsync(client, Response(request, change: xml => xml.Replace($"<saml:Audience>{Connection.Connection.EntityId}<", $"<saml:Audience>{Connection.Connection.EntityId}/<", StringComparison.Ordinal)), browser);
        var result = await NewestAsync();
        Assert.Equal($"/connections/{Id}/sso?result={result.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal((SamlFault.Audience, Connection.Connection.EntityId, $"{Connection.Connection.EntityId}/"), (result.Fault, result.Expected, result.Received));
    }

    [Fact]
    public async Task Response_is_used_once()
    {
        var (request, browser) = await BeginTestAsync();
        using var client = NewBrowser();
        var response = Response(request);
        using var first = await PostAsync(client, response, browser);
        Assert.Null((await NewestAsync()).Fault);
        using var second = await PostAsync(client, response, browser);
        Assert.Equal((HttpStatusCode.Forbidden, SamlFault.Replayed), (second.StatusCode, (await NewestAsync()).Fault));

        // Another assertion to a request that was answered is no better.
        using var third = await PostAsync(client, Response(request), browser);
        Assert.Equal((HttpStatusCode.Forbidden, SamlFault.InResponseTo), (third.StatusCode, (await NewestAsync()).Fault));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_used()
    {
        await Service.SetOptionsAsync(Mara, Id, allowUnsolicited: true, allowSha1: false, Cancel);
        using var client = NewBrowser();
        var response = Response(null);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(client, response)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task Answer_that_another_browser_brings_is_refused()
    {
        var (request, _) = await BeginTestAsync();
        using var client = NewBrowser();
        using var without = await PostAsync(client, Response(request));
        Assert.Equal((HttpStatusCode.Forbidden, SamlFault.OtherBrowser), (without.StatusCode, (await NewestAsync()).Fault));
        (request, _) = await BeginTestAsync();
        var (_, another) = await BeginTestAsync();
        using var other = await PostAsync(client, Response(request), another);
        Assert.Equal(SamlFault.OtherBrowser, (await NewestAsync()).Fault);
    }

    [Fact]
    public async Task Request_that_is_too_old_is_not_answered_any_more()
    {
        var (request, browser) = await BeginTestAsync();
        Clock.Advance(SignInRequests.Lasts);
        using var client = NewBrowser();
        using var answer = await PostAsync(client, Response(request), browser);
        Assert.Equal((HttpStatusCode.Forbidden, SamlFault.InResponseTo), (answer.StatusCode, (await NewestAsync()).Fault));
    }

    [Fact]
    public async Task Sign_in_that_the_provider_began_is_accepted_where_the_connection_says_so()
    {
        using var client = NewBrowser();
        using var refused = await PostAsync(client, Response(null));
        Assert.Equal((HttpStatusCode.Forbidden, SamlFault.Unsolicited), (refused.StatusCode, (await NewestAsync()).Fault));
        await Service.SetOptionsAsync(Mara, Id, allowUnsolicited: true, allowSha1: false, Cancel);
        using var accepted = await PostAsync(client, Response(null));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal((null, false), ((await NewestAsync()).Fault, (await NewestAsync()).Solicited));
        Assert.False(accepted.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Outsider_is_told_the_same_whatever_is_wrong()
    {
        var other = await App.ConnectionAsync("norrland");
        using var client = NewBrowser();
        HashSet<string> pages = [];
        foreach (var (address, field) in new[] { (ReplyUrl, Response("_nobody")), (ReplyUrl, "PHg+"), (ReplyUrl, ""), (ReplyUrl.Replace(Id.Value, other.Connection.Id.Value, StringComparison.Ordinal), Response(null)), (ReplyUrl.Replace(Id.Value, "con-0000000000000000", StringComparison.Ordinal), Response(null)) })
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("SAMLResponse", field)]);
            using var answer = await client.PostAsync(new Uri(address), form, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            pages.Add(await answer.Content.ReadAsStringAsync(Cancel));
        }

        using var twice = new FormUrlEncodedContent([KeyValuePair.Create("SAMLResponse", "PHg+"), KeyValuePair.Create("SAMLResponse", Response(null))]);
        using var both = await client.PostAsync(new Uri(ReplyUrl), twice, Cancel);
        pages.Add(await both.Content.ReadAsStringAsync(Cancel));
        Assert.Single(pages);
        Assert.DoesNotContain(Id.Value, pages.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_a_form_is_refused()
    {
        using var client = NewBrowser();
        using var answer = await PostAsync(client, new string('A', 3_000_000));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await Service.ResultsAsync(Mara, Id, Cancel));
    }

    [Fact]
    public async Task Nonsense_neither_pushes_out_what_was_genuine_nor_keeps_anybody_from_signing_in()
    {
        await UserAsync(Ana);
        var (request, browser) = await BeginTestAsync();
        using var client = NewBrowser();
        using var tested = await PostAsync(client, Response(request), browser);
        var genuine = (await NewestAsync()).Id;
        HttpStatusCode last = default;
        for (var i = 0; i < 1_000 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await PostAsync(client, "PHg+");
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Contains(await App.Get<ISamlStore>().ResultsAsync(Id, 100, Cancel), result => result.Id == genuine);
        (request, browser) = await BeginTestAsync();
        using var again = await PostAsync(client, Response(request), browser);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task Metadata_of_ours_tells_the_values_of_the_page()
    {
        using var client = NewBrowser();
        using var answer = await client.GetAsync(new Uri(Origin, $"/saml/{Id}/metadata"), Cancel);
        Assert.Equal("application/samlmetadata+xml", answer.Content.Headers.ContentType?.MediaType);
        var xml = SamlProvider.Parse(await answer.Content.ReadAsStringAsync(Cancel)).DocumentElement!;
        Assert.Equal(Connection.Connection.EntityId, xml.GetAttribute("entityID"));
        Assert.Equal(ReplyUrl, SafeXml.Elements(xml).Single(element => element.LocalName == "AssertionConsumerService").GetAttribute("Location"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(Origin, "/saml/con-0000000000000000/metadata"), Cancel)).StatusCode);
    }
}
