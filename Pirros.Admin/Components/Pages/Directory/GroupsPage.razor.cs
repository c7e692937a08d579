using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>The groups of a connection, as they arrived.</summary>
public sealed partial class GroupsPage
{
    private static readonly (DirectorySort, string)[] Sorts = [(DirectorySort.Name, "Name"), (DirectorySort.Changed, "Last change")];

    private DirectoryAddress _address = DirectoryAddress.Of("", null, null, null, null, null);
    private IdentityProvider? _provider;
    private DirectoryPage<DirectoryGroup>? _page;

    [Inject]
    private DirectoryService Directory { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>How what is searched for begins.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>The order.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>Which way round.</summary>
    [SupplyParameterFromQuery(Name = "order")]
    public string? Order { get; set; }

    /// <summary>Where the page begins.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public string? At { get; set; }

    private string List => $"connections/{Id}/groups";

    private string Count => _page switch
    {
        null => "Loading",
        { Total: 0 } => "",
        { More: true } => $"More than {Words.Count(_page.Total ?? 0)} match. These are the first that were found: type more to narrow them down.",
        _ when _address.Query.Search is not null => _page.Total == 1 ? "1 match" : $"{Words.Count(_page.Total ?? 0)} matches",
        _ => Words.Count(_page.Total ?? 0, SharedTexts.GroupCount),
    };

    private string Next => _provider switch
    {
        IdentityProvider.EntraId => "Groups are optional. Enable the mapping Provision Microsoft Entra ID Groups and assign the groups that are to come.",
        IdentityProvider.Okta => "Groups are optional. Choose the groups that are to come under Push Groups in Okta; an assigned group only gives its people an account.",
        _ => "Groups are optional. Choose in your identity provider which groups are to come.",
    };

    /// <inheritdoc/>
    protected override void OnParametersSet() => _address = DirectoryAddress.Of(List, Search, Sort == "user-name" ? null : Sort, Order, null, At);

    private async Task LoadAsync(DirectoryVisit visit, ConnectionSummary summary, CancellationToken cancel)
    {
        var address = _address;
        var page = await Directory.GroupsAsync(visit.Actor, visit.Connection, address.Query, cancel);

        // An answer to an older question than the last one asked is dropped.
        if (address != _address)
            return;
        (_provider, _page) = (summary.Connection.Provider, page);
        StateHasChanged();
    }
}
