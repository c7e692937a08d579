using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Pirros.Admin.Tests.Saml.Simple;

/// <summary>Signs in at SimpleSAMLphp as a browser does, with cookies and forms but without a window, and gives what the provider would have the browser post to the service.</summary>
internal sealed class SimpleBrowser : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() });

    /// <summary>Opens an address of the provider and signs in there, when it asks.</summary>
    /// <param name="start">Where the sign-in begins.</param>
    /// <param name="userName">Who signs in.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The form that it sends to the service.</returns>
    public async Task<PostedForm> SignInAsync(Uri start, string userName, CancellationToken cancel)
    {
        var form = await FormAsync(await _client.GetAsync(start, cancel), cancel);
        if (form.Fields.ContainsKey("AuthState"))
            form = await SubmitAsync(form, new() { ["username"] = userName, ["password"] = SimpleSamlPhp.Password }, cancel);
        Assert.True(form.Fields.ContainsKey("SAMLResponse"), $"The provider shows another form: {form}");
        return form;
    }

    /// <summary>Whether the provider asks at an address for the password, or knows already who it is.</summary>
    public async Task<bool> IsAskedAsync(Uri start, CancellationToken cancel) => (await FormAsync(await _client.GetAsync(start, cancel), cancel)).Fields.ContainsKey("AuthState");

    private async Task<PostedForm> SubmitAsync(PostedForm form, Dictionary<string, string> typed, CancellationToken cancel)
    {
        using var content = new FormUrlEncodedContent(form.Fields.Where(field => !typed.ContainsKey(field.Key)).Concat(typed));
        return await FormAsync(await _client.PostAsync(form.Address, content, cancel), cancel);
    }

    private static async Task<PostedForm> FormAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using var answer = response;
        var text = await answer.Content.ReadAsStringAsync(cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        var page = new HtmlParser().ParseDocument(text);
        var form = page.QuerySelectorAll("form").FirstOrDefault(one => one.QuerySelector("[name=SAMLResponse], [name=AuthState]") is not null)
            ?? throw new InvalidOperationException($"The provider shows no form: {page.Body?.TextContent}");
        var fields = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().Where(field => field.Type is not "submit").ToDictionary(field => field.Name!, field => field.Value);
        return new PostedForm(new Uri(answer.RequestMessage!.RequestUri!, form.GetAttribute("action")!), fields);
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>A form as a browser posts it.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record PostedForm(Uri Address, IReadOnlyDictionary<string, string> Fields);
