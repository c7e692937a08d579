using Microsoft.AspNetCore.Components;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>Ends a token after saying what that does to a running sync.</summary>
public partial class RevokeDialog
{
    // A token used this recently is taken to be in use: an Entra cycle pages through for minutes.
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    private string? _reason;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private TokenService Tokens { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public Connection Connection { get; set; } = null!;

    /// <summary>The token to end.</summary>
    [Parameter, EditorRequired]
    public Token Token { get; set; } = null!;

    /// <summary>The other live token; null when there is none.</summary>
    [Parameter]
    public Token? Other { get; set; }

    /// <summary>How far a rotation has come; null when there is none under way.</summary>
    [Parameter]
    public CutOver? CutOver { get; set; }

    /// <summary>Whether a reason must be given.</summary>
    [Parameter]
    public bool ReasonNeeded { get; set; }

    private async Task RevokeAsync()
        => await Tokens.RevokeAsync(await CurrentActor.GetAsync(), Connection.Id, Token.Id, _reason, CancellationToken.None);
}
