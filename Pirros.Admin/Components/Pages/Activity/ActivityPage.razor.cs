using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Pages.Directory;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>All requests of a connection: live, filtered, and page by page. What is shown stands in the address.</summary>
public sealed partial class ActivityPage
{
    private const int Shown = 50;

    // A press looks through this many times what one question may.
    private const int LooksAtOnce = 10;

    private Actor? _actor;
    private ConnectionId _id;
    private string? _loaded;
    private ConnectionSummary? _summary;
    private IReadOnlyList<ActivityHour>? _hours;
    private int _days = 1;
    private ActivityFilter _filter = new();
    private ActivityCursor? _cursor;
    private ActivitySlice? _page;
    private bool _renew;
    private bool _further;
    private bool _looking;
    private int _round;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private ActivityService Activity { get; set; } = null!;

    [Inject]
    private Disclosures Disclosures { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromQuery(Name = "errors")]
    private string? Errors { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "id")]
    private string? ResourceId { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "last")]
    private string? Last { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    private DirectoryVisit? Visit => _actor is null ? null : new DirectoryVisit(_actor, _id, Disclosures.For(_id));

    private bool Live => _cursor is null;

    private bool Newer => _cursor is { Newer: true };

    private string NewestHref => Href(new Dictionary<string, object?> { ["before"] = null, ["after"] = null });

    private string? NewerHref => Live ? null : _page!.Records is [var first, ..] ? PlaceHref("after", first.Id) : NewestHref;

    private string? OlderHref => _page switch
    {
        // A page that was reached backwards has older ones behind it: those that one came from.
        { Records: [.., var last] } when Newer => PlaceHref("before", last.Id),
        { Next: { } next, LookedTo: null } when !Newer => PlaceHref("before", next),
        _ => null,
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _filter = ActivityFilter.Read(name => name switch { "errors" => Errors, "q" => Text, "id" => ResourceId, "kind" => Kind, "last" => Last, "from" => From, "to" => To, _ => null });
        _cursor = Guid.TryParse(Before, out var before) ? new ActivityCursor(before, Newer: false) : Guid.TryParse(After, out var after) ? new ActivityCursor(after, Newer: true) : null;
        await BeginAsync(async () =>
        {
            if (_loaded == Id)
            {
                // The rows stay until others are there, so that nothing jumps.
                (_renew, _further, _looking) = (true, false, false);
                await ReloadAsync();
                return;
            }

            await StopAsync();
            (_summary, _hours, _page, _loaded) = (null, null, null, null);
            _actor = await CurrentActor.GetAsync();
            _id = ConnectionId.Parse(Id);

            // The first paint is the frame with skeletons; figures come with the circuit, once.
            if (!RendererInfo.IsInteractive)
                return;

            // Listening begins before the first read, so that nothing written in between is missed.
            _loaded = Id;
            KeepUpToDate(_id);
            await LoadAsync(CancellationToken.None);
        });
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        var round = ++_round;
        var summary = await Connections.GetAsync(_actor!, _id, cancel);
        var hours = await Activity.HoursAsync(_actor!, _id, ActivityPlot.Since(Clock.GetUtcNow(), _days), cancel);

        // An older page stays as it was opened: what arrives shows on the first.
        var page = Live || _renew || _page is null ? await PageAsync(_cursor, cancel) : _page;
        if (page is { Next: null } && Newer)
        {
            // The way back has reached the newest: they are shown as a full page, which is live.
            Navigation.NavigateTo(NewestHref, replace: true);
            return;
        }

        // An answer to an older question than the last one asked is dropped.
        if (round == _round)
            (_summary, _hours, _page, _renew) = (summary, hours, _further && _page is not null ? Joined(page, _page) : page, false);
    }

    private Task<ActivitySlice> PageAsync(ActivityCursor? cursor, CancellationToken cancel)
        => Activity.QueryAsync(_actor!, _id, _filter.ToQuery(Clock.GetUtcNow()) with { Cursor = cursor, Count = Shown }, cancel);

    private async Task LookFurtherAsync()
    {
        var round = ++_round;
        (_looking, _further) = (true, true);
        for (var i = 0; i < LooksAtOnce && _page is { Next: { } next, LookedTo: not null } && (i == 0 || _page.Records.Count < Shown); i++)
        {
            var found = await PageAsync(new ActivityCursor(next, Newer), CancellationToken.None);
            if (round != _round)
                break;
            _page = found with { Records = Newer ? [.. found.Records, .. _page.Records] : [.. _page.Records, .. found.Records] };
            StateHasChanged();
        }

        _looking = false;
        if (Newer && _page is { Next: null })
            Navigation.NavigateTo(NewestHref, replace: true);
    }

    /// <summary>The newest of two looks, and behind it what the other had found beyond.</summary>
    private static ActivitySlice Joined(ActivitySlice newer, ActivitySlice older)
    {
        var known = newer.Records.Select(record => record.Id).ToHashSet();
        return older with { Records = [.. newer.Records, .. older.Records.Where(record => !known.Contains(record.Id))] };
    }

    private ActivityRecord Seen(ActivityRecord record) => Visit!.Masked ? Mask.Of(record) : record;

    private Task ShowDaysAsync(int days)
    {
        _days = days;
        return ReloadAsync();
    }

    private Task FilterAsync(ActivityFilter filter)
    {
        var address = filter.Address.Append(new("before", null)).Append(new("after", null)).ToDictionary();
        Navigation.NavigateTo(Href(address), replace: true);
        return Task.CompletedTask;
    }

    private string Href(IReadOnlyDictionary<string, object?> address) => Navigation.GetUriWithQueryParameters(address);

    private string PlaceHref(string side, Guid id)
        => Href(new Dictionary<string, object?> { ["before"] = null, ["after"] = null, [side] = id.ToString() });

    private string ExportHref(string format) => Navigation.GetUriWithQueryParameters(
        $"connections/{_id.Value}/activity/export", _filter.Address.Append(new("format", format)).ToDictionary());
}
