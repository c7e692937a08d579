using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Isolation;

/// <summary>Two firms, each with an admin, a connection, tokens of every kind, a user and a group; and a client for each credential.</summary>
public sealed partial class Firms : IAsyncLifetime
{
    /// <summary>The id of a connection that nobody has.</summary>
    public const string Absent = "con-0000000000000000";

    private const string Marked = "Quillfeather";
    private readonly Dictionary<Credential, HttpClient> _clients = [];
    private readonly Dictionary<Credential, string> _secrets = [];

    // More is tried with wrong tokens here than an hour of guessing.
    public TestApp App { get; } = TestApp.With(("Limits:WrongTokensPerMinute", "10000"), ("Limits:WrongTokensPerMinuteOfNetwork", "100000"));

    /// <summary>The connection that everybody asks for.</summary>
    public string Connection { get; private set; } = "";

    /// <summary>The connection of the other firm.</summary>
    public string OtherConnection { get; private set; } = "";

    /// <summary>The token of the connection of the other firm.</summary>
    public string OtherSecret => _secrets[Credential.OtherToken];

    /// <summary>A user of <see cref="Connection"/>.</summary>
    public string User { get; private set; } = "";

    /// <summary>A group of <see cref="Connection"/>.</summary>
    public string Group { get; private set; } = "";

    /// <summary>What stands in the address of a link that an admin made.</summary>
    public string Link { get; private set; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var own = await App.ConnectionAsync("harbor-lane");
        var id = own.Connection.Id;
        var service = App.Get<TokenService>();
        await App.Get<ConnectionService>().RenameAsync(TestApp.Operator, id, $"{Marked} office", Cancel);
        (Connection, _secrets[Credential.RevokedToken], _secrets[Credential.ExpiredToken]) = (id.Value, own.Secret, await ExpiredAsync(id));
        _secrets[Credential.Token] = (await service.RotateAsync(TestApp.Operator, id, TimeSpan.FromDays(1), TokenService.DefaultLifetime, null, Cancel)).Secret;
        var other = await App.ConnectionAsync("keystone-structural");
        (OtherConnection, _secrets[Credential.OtherToken]) = (other.Connection.Id.Value, other.Secret);

        foreach (var credential in Enum.GetValues<Credential>())
            _clients[credential] = await ClientAsync(credential);
        User = await MakeAsync("Users", $$"""{"userName":"{{Marked}}@harborlane.example","displayName":"Una {{Marked}}"}""");
        var left = await MakeAsync("Users", $$"""{"userName":"left.{{Marked}}@harborlane.example","displayName":"Leo {{Marked}}"}""");
        await AskAsync(Credential.Token, "PATCH", $"/scim/v2/connections/{Connection}/Users/{left}", """{"Operations":[{"op":"replace","path":"active","value":false}]}""");
        Group = await MakeAsync("Groups", $$"""{"displayName":"{{Marked}} group","members":[{"value":"{{User}}"}]}""");
        await App.Get<SubscriberService>().CreateAsync(TestApp.Operator, new TenantId("harbor-lane"), $"{Marked} product", null, Cancel);
        Link = (await App.Get<HandOffService>().CreateAsync(new Actor(ActorKind.TenantAdmin, "demo|mara-quinn", "Mara Quinn", new TenantId("harbor-lane")), id, TimeSpan.FromDays(1), null, Cancel)).Token;
    }

    /// <summary>Asks with a credential.</summary>
    public async Task<(int Status, string? Location, string Text)> AskAsync(Credential credential, string method, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Accept.ParseAdd(address.StartsWith("/scim/", StringComparison.Ordinal) ? "application/scim+json" : "text/html");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        else if (method == "POST")
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("person", "demo|mara-quinn")]);
        using var response = await _clients[credential].SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        // In Development an error says again what was sent, which is nothing that the sender did not know.
        return ((int)response.StatusCode, response.Headers.Location?.ToString(), _secrets.TryGetValue(credential, out var own) ? text.Replace(own, "", StringComparison.Ordinal) : text);
    }

    /// <summary>Asks for an access token of a connection with a credential as the client secret.</summary>
    public async Task<(int Status, string? Location, string Text)> AskForTokenAsync(Credential credential, string connection)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials"), KeyValuePair.Create("client_id", connection), KeyValuePair.Create("client_secret", _secrets.GetValueOrDefault(credential, ""))]);
        using var response = await _clients[credential].PostAsync($"/scim/v2/connections/{connection}/oauth/token", form, Cancel);
        return ((int)response.StatusCode, null, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Makes a user or a group of <see cref="Connection"/>; gives its id.</summary>
    public async Task<string> MakeAsync(string type, string body)
    {
        var (status, _, text) = await AskAsync(Credential.Token, "POST", $"/scim/v2/connections/{Connection}/{type}", body);
        Assert.True(status == 201, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    /// <summary>Whether anything of the connection's own is in a text: its name, its people, its tokens, where it belongs.</summary>
    public bool Tells(string text) => new[] { Marked, $"urn:auth0:harbor-lane:{Connection}" }.Concat(_secrets.Where(s => s.Key != Credential.OtherToken).Select(s => SecretToken.IdOf(s.Value).Value)).Any(own => text.Contains(own, StringComparison.Ordinal));

    /// <summary>All users and groups of <see cref="Connection"/>, as they are sent.</summary>
    public async Task<string> StateAsync()
    {
        var users = await AskAsync(Credential.Token, "GET", $"/scim/v2/connections/{Connection}/Users?sortBy=id");
        var groups = await AskAsync(Credential.Token, "GET", $"/scim/v2/connections/{Connection}/Groups?sortBy=id");
        return users.Text + groups.Text;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        await App.DisposeAsync();
    }

    private async Task<HttpClient> ClientAsync(Credential credential)
    {
        var client = App.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        if (_secrets.TryGetValue(credential, out var secret))
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        else if (credential is Credential.Admin or Credential.OtherAdmin or Credential.Support)
            await SignInAsync(client, credential);
        return client;
    }

    /// <summary>The one way in which these tests sign a person in.</summary>
    private static async Task SignInAsync(HttpClient client, Credential credential)
    {
        var person = credential switch { Credential.Admin => "demo|mara-quinn", Credential.OtherAdmin => "demo|jonas-keller", _ => "demo|samira-okafor" };
        var page = await client.GetStringAsync("/signin", Cancel);
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("person", person),
            KeyValuePair.Create("__RequestVerificationToken", AntiforgeryField().Match(page).Groups["value"].Value),
        ]);
        using var response = await client.PostAsync("/signin/demo", form, Cancel);
        Assert.Equal((302, "/"), ((int)response.StatusCode, response.Headers.Location?.ToString()));
    }

    /// <summary>A token that was made two days ago for one: no service makes one, so it is written where tokens are kept.</summary>
    private async Task<string> ExpiredAsync(ConnectionId connection)
    {
        var (id, secret) = SecretToken.New();
        var now = TimeProvider.System.GetUtcNow();
        var audit = AuditEntry.Of(TimeProvider.System, TestApp.Operator, new TenantId("harbor-lane"), connection, "token.rotate", id.Value, null);
        await App.Get<TokenService>().RevokeAsync(TestApp.Operator, connection, (await App.Get<TokenService>().ListAsync(TestApp.Operator, connection, Cancel))[0].Id, null, Cancel);
        await App.Get<ITokenStore>().AddAsync(new Token(connection, id, now.AddDays(-2), "Test operator", now.AddDays(-1), null, null, null, null), SecretToken.Hash(secret), now, audit, Cancel);
        return secret;
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<value>[^"]+)"|value="(?<value>[^"]+)"[^>]*name="__RequestVerificationToken" """)]
    private static partial Regex AntiforgeryField();
}
