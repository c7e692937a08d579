using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>Makes a connection and its first token.</summary>
public partial class CreateConnectionDialog
{
    private static readonly IReadOnlyList<(IdentityProvider, string)> Providers =
    [
        (IdentityProvider.EntraId, ProviderWords.For(IdentityProvider.EntraId).Provider),
        (IdentityProvider.Okta, ProviderWords.For(IdentityProvider.Okta).Provider),
        (IdentityProvider.Other, SharedTexts.OtherProvider),
    ];

    private IdentityProvider _provider;
    private string? _name;
    private Connection? _made;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private TokenService Tokens { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    private string DefaultName => _provider == IdentityProvider.Other ? "SCIM 2.0" : ProviderWords.For(_provider).Provider;

    private async Task CreateAsync()
    {
        IssuedToken? issued = null;
        var done = await Attempt.RunAsync(async () =>
        {
            var actor = await CurrentActor.GetAsync();
            if (actor.Tenant is not { } tenant)
                throw RefusedException.Forbidden(ConnectionPageTexts.MadeByTenant);

            // Before the connection is made: without its first token it would be half done.
            actor.RequireFresh(Clock.GetUtcNow());
            _made = await Connections.CreateAsync(actor, tenant, _provider, _name, CancellationToken.None);
            issued = await Tokens.RotateAsync(actor, _made.Id, TokenService.DefaultGrace, TokenService.DefaultLifetime, null, CancellationToken.None);
        });

        // A connection whose token failed is not made twice: its page offers to issue the token.
        if (done || _made is not null)
            Dialog.Close(DialogResult.Ok(new CreatedConnection(_made!, issued)));
    }
}
