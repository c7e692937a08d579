using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Components.Pages.Support;

/// <summary>Where support finds any tenant's connection: by search, or those in trouble first.</summary>
public sealed partial class SupportPage
{
    private const int Shown = 50;

    // What a person has to look at first, first.
    private static readonly ConnectionState[] Trouble = [ConnectionState.Failing, ConnectionState.Attention, ConnectionState.Waiting, ConnectionState.Healthy, ConnectionState.Off];

    private string? _text;
    private IReadOnlyList<ConnectionSummary>? _items;
    private IReadOnlyDictionary<ConnectionId, GuideProgress>? _progress;
    private IReadOnlyList<(ConnectionState State, int Count)> _counts = [];
    private IReadOnlyList<Tenant> _bare = [];
    private ConnectionState? _state;
    private int _all;
    private int _round;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private TenantService Tenants { get; set; } = null!;

    [Inject]
    private GuideService Guides { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The search, kept in the address so that the way back from a connection finds it again.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>The state that the list is narrowed to.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    private ConnectionState? Wanted => Enum.TryParse<ConnectionState>(State, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

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
    protected override async Task OnInitializedAsync()
    {
        (_text, _state) = (Query, Wanted);
        if (!RendererInfo.IsInteractive)
            return;
        KeepUpToDate(null);
        await BeginAsync(() => LoadAsync(CancellationToken.None));
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_state == Wanted)
            return;
        _state = Wanted;
        await ReloadAsync();
    }

    private async Task SearchAsync(string? text)
    {
        (_text, _state) = (text, null);
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["q"] = Searching ? text!.Trim() : null, ["state"] = null }), replace: true);
        await ReloadAsync();
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        var round = ++_round;
        var actor = await CurrentActor.GetAsync();
        var found = Searching ? await Connections.SearchAsync(actor, _text, cancel) : await Connections.ListAsync(actor, null, cancel);

        // An answer to an older question than the last one asked is dropped.
        if (round != _round)
            return;
        var now = Clock.GetUtcNow();
        var states = found.ToLookup(item => item.StateAt(now));
        var wanted = _state is { } one ? states[one] : Trouble.SelectMany(state => states[state].OrderByDescending(item => item.LastRequestAt));
        List<ConnectionSummary> shown = [.. wanted.Take(Shown)];
        var bare = _state is null ? await Tenants.WithoutConnectionAsync(actor, _text, Shown, cancel) : [];
        var progress = await Guides.ProgressAsync(actor, [.. shown.Select(item => item.Connection)], cancel);
        if (round == _round)
            (_all, Refused, _progress, _items, _bare, _counts) = (_state is { } narrowed ? states[narrowed].Count() : found.Count, null, progress, shown, bare, [.. Trouble.Select(state => (state, states[state].Count()))]);
    }
}
