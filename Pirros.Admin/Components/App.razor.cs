using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using NetEscapades.AspNetCore.SecurityHeaders;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components;

/// <summary>The document around every page. Rendered once by the server, never interactive itself.</summary>
public partial class App
{
    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    // Pages that post plain forms (signing in) stay static; everything else lives on a circuit.
    private IComponentRenderMode? Mode => Http.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;

    private string? Address => RemoteAddress.Of(Http);

    private string Nonce => Http.GetNonce();
}
