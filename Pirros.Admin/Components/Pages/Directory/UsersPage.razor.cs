using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>The users of a connection, as they arrived.</summary>
public sealed partial class UsersPage
{
    private static readonly (DirectorySort, string)[] Sorts = [(DirectorySort.Name, "Name"), (DirectorySort.UserName, "User name"), (DirectorySort.Changed, "Last change")];

    private DirectoryAddress _address = DirectoryAddress.Of("", null, null, null, null, null);
    private IdentityProvider? _provider;
    private DirectoryPage<DirectoryUser>? _page;

    [Inject]
    private DirectoryService Directory { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>How what is searched for begins.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>Which state is shown.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>The order.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>Which way round.</summary>
    [SupplyParameterFromQuery(Name = "order")]
    public string? Order { get; set; }

    /// <summary>Where the page begins.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public string? At { get; set; }

    private string List => $"connections/{Id}/users";

    private string Count => _page switch
    {
        null => "Loading",
        { Total: 0 } => "",
        { More: true } => $"More than {Words.Count(_page.Total ?? 0)} match. These are the first that were found: type more to narrow them down.",
        _ when _address.Query.Search is not null => _page.Total == 1 ? "1 match" : $"{Words.Count(_page.Total ?? 0)} matches",
        _ => Words.Count(_page.Total ?? 0, _address.Query.Active switch { null => SharedTexts.UserCount, true => SharedTexts.ActiveUserCount, false => SharedTexts.InactiveUserCount }),
    };

    private string Next => _provider switch
    {
        IdentityProvider.EntraId => "Assign people under Users and groups in Microsoft Entra ID. They appear here with the next cycle, within about 40 minutes, or at once with Provision on demand.",
        IdentityProvider.Okta => "Assign people under Assignments in Okta. They appear here within seconds.",
        _ => "Assign people in your identity provider. They appear here when it sends them.",
    };

    /// <inheritdoc/>
    protected override void OnParametersSet() => _address = DirectoryAddress.Of(List, Search, Sort, Order, State, At);

    private async Task LoadAsync(DirectoryVisit visit, ConnectionSummary summary, CancellationToken cancel)
    {
        var address = _address;
        var page = await Directory.UsersAsync(visit.Actor, visit.Connection, address.Query, visit.Disclosure, cancel);

        // An answer to an older question than the last one asked is dropped.
        if (address != _address)
            return;
        (_provider, _page) = (summary.Connection.Provider, page);
        StateHasChanged();
    }
}
