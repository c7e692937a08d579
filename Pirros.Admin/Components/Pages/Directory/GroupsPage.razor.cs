using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>The groups of a connection, as they arrived.</summary>
public sealed partial class GroupsPage
{
    private static IReadOnlyList<(DirectorySort, string)> Sorts => [(DirectorySort.Name, SharedTexts.Name), (DirectorySort.Changed, DirectoryPageTexts.LastChange)];

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
        null => SharedTexts.Loading,
        { Total: 0 } => "",
        { More: true } => DirectoryPageTexts.FormatMoreMatch(Words.Count(_page.Total ?? 0)),
        _ when _address.Query.Search is not null => Words.Count(_page.Total ?? 0, SharedTexts.MatchCount),
        _ => Words.Count(_page.Total ?? 0, SharedTexts.GroupCount),
    };

    private string Next => _provider switch
    {
        IdentityProvider.EntraId => DirectoryPageTexts.GroupsNextEntra,
        IdentityProvider.Okta => DirectoryPageTexts.GroupsNextOkta,
        _ => DirectoryPageTexts.GroupsNextOther,
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
