using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>One user: every attribute, the groups, what requests did to it, and why it is inactive if it is.</summary>
public sealed partial class UserPage
{
    private string? _shown;
    private DirectoryVisit? _visit;
    private IdentityProvider? _provider;
    private DirectoryDetails? _details;
    private ActivityRecord? _why;
    private HistoryList _history = new();

    [Inject]
    private DirectoryService Directory { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The user's id.</summary>
    [Parameter]
    public string UserId { get; set; } = "";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_shown == UserId)
            return;
        (_shown, _details, _why, _history) = (UserId, null, null, new HistoryList());
    }

    private async Task LoadAsync(DirectoryVisit visit, ConnectionSummary summary, CancellationToken cancel)
    {
        if (_visit is not null && _visit.Masked != visit.Masked)
            _history = new HistoryList();
        (_visit, _provider) = (visit, summary.Connection.Provider);
        var details = await Directory.GetAsync(visit.Actor, visit.Connection, DirectoryKind.User, UserId, visit.Disclosure, cancel);
        _why = details.Active ? null : await Directory.WhyInactiveAsync(visit.Actor, visit.Connection, UserId, visit.Disclosure, cancel);
        _details = details;
        await _history.RefreshAsync(ReadAsync, cancel);
        StateHasChanged();
    }

    private Task OlderAsync() => _history.OlderAsync(ReadAsync, CancellationToken.None);

    private Task<IReadOnlyList<ActivityRecord>> ReadAsync(Guid? before, int count, CancellationToken cancel)
        => Directory.HistoryAsync(_visit!.Actor, _visit.Connection, DirectoryKind.User, UserId, before, count, _visit.Disclosure, cancel);
}
