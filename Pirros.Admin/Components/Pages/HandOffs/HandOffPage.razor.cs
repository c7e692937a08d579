using Microsoft.AspNetCore.Components;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.HandOffs;

/// <summary>
/// What a link opens, for somebody without an account: the values of one connection, its secret once, and the steps. Static: reading it changes nothing but the count of
/// openings, and the secret is issued by sending a form, which no preview of a link does.
/// </summary>
public partial class HandOffPage
{
    private OpenedHandOff? _opened;
    private IssuedToken? _issued;
    private string? _refused;
    private string? _signInAgain;

    [Inject]
    private HandOffService HandOffs { get; set; } = null!;

    [Inject]
    private ConnectionValueBuilder Values { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    /// <summary>What stands in the link's address.</summary>
    [Parameter]
    public string Token { get; set; } = "";

    private Actor? _viewer;

    private string? Address => RemoteAddress.Of(Http);

    private string SignInHref => _viewer is null ? SignInPaths.PageFor($"/hand-off/{Token}") : SignInPaths.AgainFor($"/hand-off/{Token}");

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        // Said when the answer begins: a page that says so earlier is left out for the one of addresses that don't exist.
        Http.Response.OnStarting(() =>
        {
            if (_opened is null)
                Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        _viewer = Http.User.ToActor(Address);
        _opened = HttpMethods.IsPost(Http.Request.Method) ? await HandOffs.FindAsync(Token, Http.RequestAborted) : await HandOffs.OpenAsync(Token, _viewer, Address, Http.RequestAborted);
    }

    private async Task TakeAsync()
    {
        try
        {
            // Not given up when the browser goes away: the answer may still reach it.
            _issued = await HandOffs.TakeSecretAsync(Token, _viewer, Address, CancellationToken.None);
        }
        catch (RefusedException refused) when (refused.Reason == Refusal.SignInAgain)
        {
            _signInAgain = SignInPaths.AgainFor($"/hand-off/{Token}");
        }
        catch (RefusedException refused)
        {
            _refused = refused.Message;
        }

        _opened = await HandOffs.FindAsync(Token, CancellationToken.None);
    }

    private ConnectionValues ValuesOf(Connection connection) => Values.Build(connection, new Uri(Navigation.BaseUri).GetLeftPart(UriPartial.Authority));

    private IEnumerable<(string Label, string Value)> Lines(OpenedHandOff opened)
    {
        var (words, values) = (ProviderWords.For(opened.Connection.Provider), ValuesOf(opened.Connection));
        return [("Connection ID", values.ConnectionId), (words.EntityId, values.EntityId), (words.ReplyUrl, values.ReplyUrl), (words.ScimUrl, values.ScimUrl), .. opened.Kind == TokenKind.Client ? new[] { (words.TokenUrl, values.TokenUrl), (words.ClientId, values.ClientId) } : []];
    }
}
