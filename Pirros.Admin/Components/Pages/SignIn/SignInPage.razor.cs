using Microsoft.AspNetCore.Components;
using Pirros.Admin.Connections;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.SignIn;

/// <summary>The way in. Static, because a form that sets a cookie needs an answer of its own, not a circuit. Whoever comes without anything to be told is led straight on to the authority.</summary>
public partial class SignInPage
{
    [Inject]
    private SignInMode Mode { get; set; } = null!;

    [Inject]
    private DemoPeople People { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Where to go afterwards. Whether it stays on this host is decided by who receives the form.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    /// <summary>Why the person is here: the name of a <see cref="SignInProblem"/>.</summary>
    [SupplyParameterFromQuery(Name = "problem")]
    public string? Problem { get; set; }

    /// <summary>The Auth0 organization of an invitation that leads here.</summary>
    [SupplyParameterFromQuery(Name = "organization")]
    public string? Organization { get; set; }

    /// <summary>That invitation.</summary>
    [SupplyParameterFromQuery(Name = "invitation")]
    public string? Invitation { get; set; }

    /// <summary>By what the person wants to sign in, where they said so: <see cref="SignInPaths.WayOfFirm"/>.</summary>
    [SupplyParameterFromQuery(Name = "way")]
    public string? Way { get; set; }

    /// <summary>The short name of the firm by whose provider the person signs in, where they have typed it.</summary>
    [SupplyParameterFromQuery(Name = "firm")]
    public string? Firm { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>The connection by whose provider somebody last signed in with this browser.</summary>
    private ConnectionId? Provider => Http is null ? null : ProviderCookie.Of(Http.Request);

    private bool AsksForFirm => Way == SignInPaths.WayOfFirm || Why == SignInProblem.NoProvider;

    private SignInProblem? Why => Enum.TryParse<SignInProblem>(Problem, out var problem) && Enum.IsDefined(problem) ? problem : null;

    private bool IsShutOut => Why == SignInProblem.NoAccess;

    // Whom the authority let in without asking would come back as the same person again.
    private string Start => IsShutOut ? SignInPaths.AgainFor(ReturnUrl) : SignInPaths.StartFor(ReturnUrl, Organization, Invitation);

    private string Title => Why switch
    {
        SignInProblem.NoAccess => SignInPageTexts.NoAccessTitle,
        SignInProblem.Ended => SignInPageTexts.EndedTitle,
        SignInProblem.SignedOut => SignInPageTexts.SignedOutTitle,
        SignInProblem.Refused or SignInProblem.Expired or SignInProblem.Unreachable or SignInProblem.NoProvider => SignInPageTexts.NotSignedInTitle,
        _ => SignInPageTexts.SignIn,
    };

    private string? Notice => Why switch
    {
        SignInProblem.NoAccess => SignInPageTexts.NoAccess,
        SignInProblem.Ended => SignInPageTexts.Ended,
        SignInProblem.SignedOut => SignInPageTexts.SignedOut,
        SignInProblem.Refused => SignInPageTexts.Refused,
        SignInProblem.Expired => SignInPageTexts.Expired,
        SignInProblem.Unreachable => SignInPageTexts.Unreachable,
        SignInProblem.NoProvider => SignInPageTexts.NoProvider,
        _ => null,
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (!Mode.DemoPeopleOffered && Why is null && Provider is null && !AsksForFirm && string.IsNullOrEmpty(Firm))
            Navigation.NavigateTo(Start, forceLoad: true);
    }

    private string WayOf(string firm)
        => $"{SignInPaths.Sso}?firm={Uri.EscapeDataString(firm)}{(SignInPaths.IsLocal(ReturnUrl) ? $"&returnUrl={Uri.EscapeDataString(ReturnUrl!)}" : "")}";

    private static string Initials(string name)
        => string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => char.ToUpperInvariant(part[0])));
}
