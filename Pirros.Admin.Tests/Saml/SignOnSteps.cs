using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.SignIn;

namespace Pirros.Admin.Tests.Saml;

/// <summary>The product with a connection whose provider is set, people in its directory, and browsers that sign in.</summary>
public abstract class SignOnSteps : IAsyncLifetime
{
    private protected const string Ana = "ana@harborlane.example";
    private protected static readonly Uri Origin = new("https://localhost");
    private int _assertions;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected static Actor Mara => new(ActorKind.TenantAdmin, "auth0|mara", "Mara Quinn", new TenantId("harbor-lane"));

    private protected MovedClock Clock { get; } = new();

    private protected TestApp App { get; private set; } = null!;

    private protected TestConnection Connection { get; private set; } = null!;

    private protected ConnectionId Id => Connection.Connection.Id;

    private protected SamlProvider Provider { get; } = new(from: TimeProvider.System.GetUtcNow().AddDays(-2), until: TimeProvider.System.GetUtcNow().AddYears(1));

    private protected SamlService Service => App.Get<SamlService>();

    private protected string ReplyUrl => $"{Origin.AbsoluteUri}scim/v2/connections/{Id}";

    public async ValueTask InitializeAsync()
    {
        App = new TestApp { Replace = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)) };
        App.ClientOptions.BaseAddress = Origin;
        Connection = await App.ConnectionAsync("harbor-lane");
        await Service.TakeByHandAsync(Mara, Id, SamlProvider.Issuer, "https://sts.example.test/sso", Provider.Der, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
        Provider.Dispose();
    }

    /// <summary>A browser with cookies of its own.</summary>
    private protected HttpClient NewBrowser() => App.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = Origin });

    private protected async Task<string> UserAsync(string userName, string more = "") => await MakeAsync("Users", $$"""{"userName":"{{userName}}"{{more}}}""");

    private protected async Task<string> GroupAsync(string name, params string[] members)
        => await MakeAsync("Groups", $$"""{"displayName":"{{name}}","members":[{{string.Join(',', members.Select(member => $$"""{"value":"{{member}}"}"""))}}]}""");

    private protected async Task PatchAsync(string path, string operation)
    {
        using var scim = App.ScimClient(Connection);
        using var body = new StringContent($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""", Encoding.UTF8, "application/scim+json");
        using var answer = await scim.PatchAsync(path, body, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Begins a test as Mara would on the page, with what her browser then has.</summary>
    private protected async Task<(string Request, string Browser)> BeginTestAsync()
    {
        var start = await App.Get<SignInRequests>().TestAsync(Mara, Id, Origin.GetLeftPart(UriPartial.Authority), null, Cancel);
        return (RequestOf(new Uri(start.Url)), start.Browser);
    }

    /// <summary>Begins a sign-in to the portal with a browser.</summary>
    private protected async Task<string> BeginSignInAsync(HttpClient browser, string? returnUrl = null)
    {
        using var answer = await browser.GetAsync(new Uri(Origin, $"/signin/sso?connection={Id}{(returnUrl is null ? "" : $"&returnUrl={Uri.EscapeDataString(returnUrl)}")}"), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("https://sts.example.test/sso?SAMLRequest=", answer.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        return RequestOf(answer.Headers.Location);
    }

    /// <summary>A response of the provider, signed, as the form's field.</summary>
    private protected string Response(string? request, string nameId = Ana, Func<string, string>? change = null)
    {
        var plain = SamlProvider.Plain(Connection.Connection.EntityId, ReplyUrl, request, Clock.GetUtcNow(), nameId, $"_assertion{Interlocked.Increment(ref _assertions)}");
        return SamlProvider.Encode(Provider.Signed(change is null ? plain : change(plain)));
    }

    private protected async Task<HttpResponseMessage> PostAsync(HttpClient browser, string response, string? cookie = null)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, ReplyUrl) { Content = new FormUrlEncodedContent([KeyValuePair.Create("SAMLResponse", response), KeyValuePair.Create("RelayState", Id.Value)]) };
        if (cookie is not null)
            post.Headers.Add("Cookie", $"__Host-pirros.saml={cookie}");
        return await browser.SendAsync(post, Cancel);
    }

    private protected async Task<SamlResult> NewestAsync() => (await Service.ResultsAsync(Mara, Id, Cancel))[0];

    /// <summary>A test that ends well, and a group whose members may sign in.</summary>
    private protected async Task<string> LetInAsync(params string[] admins)
    {
        var (request, browser) = await BeginTestAsync();
        using var client = NewBrowser();
        using var answer = await PostAsync(client, Response(request), browser);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var group = await GroupAsync("IT admins", admins);
        await Service.SetAdminGroupAsync(Mara, Id, group, Cancel);
        return group;
    }

    /// <summary>The id of the request that an address carries.</summary>
    internal static string RequestOf(Uri address)
    {
        using var packed = new MemoryStream(Convert.FromBase64String(HttpUtility.ParseQueryString(address.Query)["SAMLRequest"]!));
        using var text = new StreamReader(new System.IO.Compression.DeflateStream(packed, System.IO.Compression.CompressionMode.Decompress));
        return SamlProvider.Parse(text.ReadToEnd()).DocumentElement!.GetAttribute("ID");
    }

    private async Task<string> MakeAsync(string type, string body)
    {
        using var scim = App.ScimClient(Connection);
        using var content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        using var answer = await scim.PostAsync(type, content, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }
}
