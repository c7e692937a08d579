using Microsoft.AspNetCore.Components.Authorization;
using Pirros.Admin.Audit;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>Somebody is signed in; who, a test may change before it renders.</summary>
public sealed class SignedIn : AuthenticationStateProvider
{
    public Actor Actor { get; set; } = PortalContext.Mara;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(PortalClaims.Principal(Actor, "test")));
}
