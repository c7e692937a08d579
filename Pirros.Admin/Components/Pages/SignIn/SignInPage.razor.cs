using Microsoft.AspNetCore.Components;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.SignIn;

/// <summary>The way in. Static, because a form that sets a cookie needs an answer of its own, not a circuit.</summary>
public partial class SignInPage
{
    [Inject]
    private SignInMode Mode { get; set; } = null!;

    [Inject]
    private DemoPeople People { get; set; } = null!;

    /// <summary>Where to go afterwards. Whether it stays on this host is decided by who receives the form.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    private static string Initials(string name)
        => string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => char.ToUpperInvariant(part[0])));
}
