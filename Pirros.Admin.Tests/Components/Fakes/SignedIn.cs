using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Pirros.Admin.Audit;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>Somebody is signed in; who, a test may change before it renders.</summary>
public sealed class SignedIn : AuthenticationStateProvider
{
    public Actor Actor { get; set; } = PortalContext.Mara;

    /// <summary>The claims of somebody who has just signed in, unless it is said until when that counts.</summary>
    public static ClaimsPrincipal PrincipalOf(Actor actor) => PortalClaims.Principal(actor with { FreshUntil = actor.FreshUntil ?? DateTimeOffset.UnixEpoch.AddYears(1000) }, "test", Guid.Empty, null);

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(PrincipalOf(Actor)));
}
