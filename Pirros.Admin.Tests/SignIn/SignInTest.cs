using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Tests.SignIn;

/// <summary>The product in Production on https, beside an authority that its people sign in at, and a browser without a window.</summary>
public abstract partial class SignInTest : IAsyncLifetime
{
    protected const string TenantAdmin = "tenant-admin";
    protected const string Support = "support";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected Authority Authority { get; private set; } = null!;

    protected MovedClock Clock { get; } = new();

    protected TestApp App { get; private set; } = null!;

    /// <summary>Where the product listens.</summary>
    protected Uri Origin { get; private set; } = null!;

    /// <summary>A connection of the tenant <c>acme</c>.</summary>
    protected TestConnection Connection { get; private set; } = null!;

    protected virtual (string Key, string? Value)[] Settings => [];

    public virtual async ValueTask InitializeAsync()
    {
        Authority = await Authority.StartAsync();
        Authority.Add(new AuthorityPerson("mara", "Mara Quinn", "acme", TenantAdmin));
        App = new TestApp
        {
            EnvironmentName = Environments.Production,
            Certificate = Authority.Certificate,
            Replace = services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                services.Configure<OpenIdConnectOptions>(Auth0SignIn.Scheme, options => options.BackchannelHttpHandler = Handler());
            },
        }.Set([("Auth0:Domain", Authority.Domain), ("Auth0:ClientId", Authority.ClientId), ("Auth0:ClientSecret", Authority.ClientSecret), .. Settings]);
        Origin = new Uri(App.Listen());
        Connection = await App.ConnectionAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
        await Authority.DisposeAsync();
    }

    /// <summary>A browser with cookies of its own that follows nothing by itself.</summary>
    protected BrowserClient NewBrowser() => new(Origin);

    /// <summary>Signs a person in, by way of the authority's form, and gives the last answer.</summary>
    protected static async Task<HttpResponseMessage> SignInAsync(BrowserClient browser, string person, string path = "/")
    {
        var form = await browser.FollowAsync(await browser.GetAsync(path));
        return await browser.FollowAsync(await browser.ChooseAsync(form, person));
    }

    /// <summary>What asking for the support bundle of the connection is answered with: it is for those alone who reach it.</summary>
    protected async Task<HttpStatusCode> AskForBundleAsync(BrowserClient browser) => (await browser.GetAsync($"/connections/{Connection.Connection.Id}/support-bundle")).StatusCode;

    private static HttpClientHandler Handler() => new() { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };

    /// <summary>What a browser does with addresses, cookies and forms.</summary>
    protected sealed class BrowserClient : IDisposable
    {
        private readonly Uri _origin;
        private readonly CookieContainer _cookies = new();
        private readonly HttpClient _http;

        public BrowserClient(Uri origin)
        {
            _origin = origin;
            _http = new HttpClient(new HttpClientHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = _cookies,
                ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            });
            _http.DefaultRequestHeaders.Add("Accept", "text/html");
        }

        /// <summary>Every address that was asked, in order.</summary>
        public List<Uri> Visited { get; } = [];

        public void Dispose() => _http.Dispose();

        /// <summary>Has the product's cookies of another browser.</summary>
        public void TakeCookiesOf(BrowserClient other) => _cookies.Add(_origin, other._cookies.GetCookies(_origin));

        public Task<HttpResponseMessage> GetAsync(string address) => GetAsync(new Uri(_origin, address));

        public async Task<HttpResponseMessage> GetAsync(Uri address)
        {
            Visited.Add(address);
            return await _http.GetAsync(address, Cancel);
        }

        public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] form)
            => _http.PostAsync(new Uri(_origin, address), new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))), Cancel);

        /// <summary>Asks for an address under another host name.</summary>
        public async Task<HttpResponseMessage> GetAsHostAsync(string address, string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_origin, address)) { Headers = { Host = host } };
            return await _http.SendAsync(request, Cancel);
        }

        /// <summary>Follows redirects to the end.</summary>
        public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage answer)
        {
            while (answer.Headers.Location is { } next)
                answer = await GetAsync(new Uri(answer.RequestMessage!.RequestUri!, next));
            return answer;
        }

        /// <summary>Sends the authority's form.</summary>
        public async Task<HttpResponseMessage> ChooseAsync(HttpResponseMessage form, string person)
        {
            var html = await form.Content.ReadAsStringAsync(Cancel);
            var fields = Hidden().Matches(html).Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value))).Append(KeyValuePair.Create("person", person)).ToList();
            Assert.True(fields.Count > 1, $"{form.RequestMessage!.RequestUri} is not the authority's form: {html}");
            return await _http.PostAsync(new Uri(form.RequestMessage!.RequestUri!, "/connect/authorize"), new FormUrlEncodedContent(fields), Cancel);
        }

        /// <summary>Presses "Sign out" on a page.</summary>
        public async Task<HttpResponseMessage> SignOutAsync(HttpResponseMessage page)
        {
            var token = AntiforgeryToken().Match(await page.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
            return await PostAsync("/signout", ("__RequestVerificationToken", token));
        }
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)">""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)" """)]
    private static partial Regex AntiforgeryToken();
}
