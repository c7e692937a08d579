using Microsoft.AspNetCore.Components;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Shared;

/// <summary>A token without its secret: what it is, how old, last used, when it ends.</summary>
public partial class TokenCard
{
    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>The token.</summary>
    [Parameter, EditorRequired]
    public Token Token { get; set; } = null!;

    /// <summary>What can be done with it.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private string? Why => Token.StateAt(Now) switch
    {
        TokenState.Grace => SharedTexts.ReplacedByNewer,
        TokenState.Revoked => SharedTexts.EndedByRevoking,
        TokenState.Expired when Token.GraceEndsAt is { } end && !(end > Token.ExpiresAt) => SharedTexts.ReplacedByNewer,
        _ => null,
    };
}
