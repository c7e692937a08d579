using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>The users of a connection, as they arrived.</summary>
public sealed partial class UsersPage
{
    private static IReadOnlyList<(DirectorySort, string)> Sorts => [(DirectorySort.Name, SharedTexts.Name), (DirectorySort.UserName, DirectoryPageTexts.UserName), (DirectorySort.Changed, DirectoryPageTexts.LastChange)];

    private DirectoryAddress _address = DirectoryAddress.Of("", null, null, null, null, null);
    private IdentityProvider? _provider;
    private DirectoryPage<DirectoryUser>? _page;
    private IReadOnlyList<UsersDay>? _days;
    private int _count = 30;
    private (DirectoryVisit Visit, ConnectionSummary Summary)? _loaded;

    [Inject]
    private DirectoryService Directory { get; set; } = null!;

    [Inject]
    private ActivityService Activity { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

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
        null => SharedTexts.Loading,
        { Total: 0 } => "",
        { More: true } => DirectoryPageTexts.FormatMoreMatch(Words.Count(_page.Total ?? 0)),
        _ when _address.Query.Search is not null => Words.Count(_page.Total ?? 0, SharedTexts.MatchCount),
        _ => Words.Count(_page.Total ?? 0, _address.Query.Active switch { null => SharedTexts.UserCount, true => SharedTexts.ActiveUserCount, false => SharedTexts.InactiveUserCount }),
    };

    private string Next => _provider switch
    {
        IdentityProvider.EntraId => DirectoryPageTexts.UsersNextEntra,
        IdentityProvider.Okta => DirectoryPageTexts.UsersNextOkta,
        _ => DirectoryPageTexts.UsersNextOther,
    };

    /// <inheritdoc/>
    protected override void OnParametersSet() => _address = DirectoryAddress.Of(List, Search, Sort, Order, State, At);

    private async Task LoadAsync(DirectoryVisit visit, ConnectionSummary summary, CancellationToken cancel)
    {
        var address = _address;
        var page = await Directory.UsersAsync(visit.Actor, visit.Connection, address.Query, visit.Disclosure, cancel);

        _loaded = (visit, summary);
        await LoadDaysAsync(cancel);

        // An answer to an older question than the last one asked is dropped.
        if (address != _address)
            return;
        (_provider, _page) = (summary.Connection.Provider, page);
        StateHasChanged();
    }

    private async Task ShowDaysAsync(int count)
    {
        _count = count;
        await LoadDaysAsync(CancellationToken.None);
    }

    private async Task LoadDaysAsync(CancellationToken cancel)
    {
        var (now, count) = (Clock.GetUtcNow(), _count);
        if (_loaded is not var (visit, summary))
            return;
        var hours = await Activity.HoursAsync(visit.Actor, visit.Connection, UsersDay.First(now, count), cancel);
        if (count == _count)
            _days = UsersDay.Of(hours, now, count, summary.Users, summary.ActiveUsers);
    }
}
