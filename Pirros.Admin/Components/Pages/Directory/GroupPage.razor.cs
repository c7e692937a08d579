using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>One group: who is in it, its attributes, and what requests did to it.</summary>
public sealed partial class GroupPage
{
    private string? _shown;
    private DirectoryVisit? _visit;
    private IdentityProvider? _provider;
    private DirectoryDetails? _details;
    private DirectoryPage<DirectoryMember>? _members;
    private HistoryList _history = new();

    [Inject]
    private DirectoryService Directory { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The group's id.</summary>
    [Parameter]
    public string GroupId { get; set; } = "";

    /// <summary>Where the page of its members begins.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public string? At { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_shown == GroupId)
            return;
        (_shown, _details, _members, _history) = (GroupId, null, null, new HistoryList());
    }

    private string? Address(DirectoryPlace? place) => place is null ? null : $"connections/{Id}/groups/{GroupId}?at={place}";

    private async Task LoadAsync(DirectoryVisit visit, ConnectionSummary summary, CancellationToken cancel)
    {
        (_visit, _provider) = (visit, summary.Connection.Provider);
        var details = await Directory.GetAsync(visit.Actor, visit.Connection, DirectoryKind.Group, GroupId, visit.Disclosure, cancel);
        _members = await Directory.MembersAsync(visit.Actor, visit.Connection, GroupId, DirectoryPlace.Read(At), visit.Disclosure, cancel);
        _details = details;
        await _history.RefreshAsync(ReadAsync, cancel);
        StateHasChanged();
    }

    private Task OlderAsync() => _history.OlderAsync(ReadAsync, CancellationToken.None);

    private Task<IReadOnlyList<ActivityRecord>> ReadAsync(Guid? before, int count, CancellationToken cancel)
        => Directory.HistoryAsync(_visit!.Actor, _visit.Connection, DirectoryKind.Group, GroupId, before, count, _visit.Disclosure, cancel);
}
