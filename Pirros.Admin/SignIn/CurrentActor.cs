using Microsoft.AspNetCore.Components.Authorization;
using Pirros.Admin.Audit;

namespace Pirros.Admin.SignIn;

/// <summary>Who uses the page. One per circuit.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <summary>The network address that the page was opened from; set once by the root component.</summary>
    public string? Address { get; set; }

    /// <summary>The person; null when nobody is signed in any more.</summary>
    public async Task<Actor?> FindAsync() => (await authentication.GetAuthenticationStateAsync()).User.ToActor(Address);

    /// <summary>The person, for the services.</summary>
    /// <exception cref="RefusedException">Nobody is signed in any more.</exception>
    public async Task<Actor> GetAsync() => await FindAsync() ?? throw RefusedException.Forbidden(SignInTexts.SessionEnded);
}
