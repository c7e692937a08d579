using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Support;

/// <summary>Where support finds any tenant's connection: by search, or those in trouble first.</summary>
public sealed partial class SupportPage : IAsyncDisposable
{
    private const int Shown = 50;

    // What a person has to look at first, first.
    private static readonly ConnectionState[] Trouble = [ConnectionState.Failing, ConnectionState.Attention, ConnectionState.Waiting, ConnectionState.Healthy, ConnectionState.Off];

    private string? _text;
    private IReadOnlyList<ConnectionSummary>? _items;
    private IReadOnlyDictionary<ConnectionId, GuideProgress>? _progress;
    private int _all;
    private int _round;
    private string? _refused;
    private bool _stale;
    private LiveRefresh? _live;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private GuideService Guides { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<SupportPage> Log { get; set; } = null!;

    /// <summary>The search, kept in the address so that the way back from a connection finds it again.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    private bool Searching => !string.IsNullOrWhiteSpace(_text);

    private string Count => _items switch
    {
        null => SharedTexts.Loading,
        { Count: 0 } => Searching ? SupportPageTexts.NoMatch : "",
        { Count: Shown } when Searching => SupportPageTexts.FormatFirstMatches(Shown),
        _ when Searching => Words.Count(_items.Count, SharedTexts.MatchCount),
        _ when _all > Shown => SupportPageTexts.FormatSomeOfConnections(Shown, Words.Count(_all)),
        _ => SupportPageTexts.FormatTroubleFirst(Words.Count(_all, SharedTexts.ConnectionCount)),
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _live?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _text = Query;
        if (!RendererInfo.IsInteractive)
            return;
        await LoadAsync(CancellationToken.None);
        _live = new LiveRefresh(cancel => InvokeAsync(() => RefreshAsync(cancel)), Clock);
    }

    private async Task SearchAsync(string? text)
    {
        _text = text;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("q", Searching ? text!.Trim() : null), replace: true);
        await LoadAsync(CancellationToken.None);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var round = ++_round;
        try
        {
            var actor = await CurrentActor.GetAsync();
            var found = Searching ? await Connections.SearchAsync(actor, _text, cancel) : await Connections.ListAsync(actor, null, cancel);

            // An answer to an older question than the last one asked is dropped.
            if (round != _round)
                return;
            var now = Clock.GetUtcNow();
            List<ConnectionSummary> shown = [.. found.OrderBy(item => Array.IndexOf(Trouble, item.StateAt(now))).ThenByDescending(item => item.LastRequestAt).Take(Shown)];
            var progress = await Guides.ProgressAsync(actor, [.. shown.Select(item => item.Connection)], cancel);
            if (round == _round)
                (_all, _refused, _progress, _items) = (found.Count, null, progress, shown);
        }
        catch (RefusedException refused)
        {
            _refused = refused.Message;
        }
    }

    private async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            await LoadAsync(cancel);
            _stale = false;
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            if (!_stale)
                StaleNotice.NotRefreshed(Log, error, "support");
            _stale = true;
        }

        StateHasChanged();
    }
}
