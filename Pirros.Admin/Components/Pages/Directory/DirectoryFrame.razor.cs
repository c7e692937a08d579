using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Layout;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>What every page of a directory has around it: the way back, the connection, the notice of what is masked, and the life of its data: read once, then live.</summary>
public sealed partial class DirectoryFrame : IAsyncDisposable
{
    private ConnectionId _id;
    private string? _shown;
    private DirectoryVisit? _visit;
    private ConnectionSummary? _summary;
    private string? _refused;
    private bool _stale;
    private IDisposable? _listening;
    private LiveRefresh? _live;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private Disclosures Disclosures { get; set; } = null!;

    [Inject]
    private ActivityFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<DirectoryFrame> Log { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What the page shows, in a word or two.</summary>
    [Parameter, EditorRequired]
    public string What { get; set; } = "";

    /// <summary>What to say when it can't be shown.</summary>
    [Parameter]
    public string Missing { get; set; } = SharedTexts.ConnectionCantBeShown;

    /// <summary>The list that a page of one entry leads back to, as the last part of its address; null for a list itself.</summary>
    [Parameter]
    public string? Back { get; set; }

    /// <summary>Changes with what is to be read; the page is then read anew.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    /// <summary>Reads what the page shows.</summary>
    [Parameter, EditorRequired]
    public Func<DirectoryVisit, ConnectionSummary, CancellationToken, Task> Load { get; set; } = null!;

    /// <summary>The page.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private bool OfSupport => _visit?.Actor.SeesAllTenants == true;

    private string BackHref => Back is not null ? $"connections/{Id}/{Back}" : OfSupport ? "support" : "connections";

    private string BackWords => Back switch
    {
        "users" => SharedTexts.Users,
        "groups" => SharedTexts.Groups,
        _ => OfSupport ? LayoutTexts.Support : LayoutTexts.Connections,
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => StopAsync();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var wanted = $"{Id} {Key}";
        if (wanted == _shown)
            return;
        _shown = wanted;
        await StopAsync();
        (_refused, _stale) = (null, false);
        try
        {
            var actor = await CurrentActor.GetAsync();
            _id = ConnectionId.Parse(Id);
            _visit = new DirectoryVisit(actor, _id, Disclosures.For(_id));

            // The first paint is the frame with skeletons; data comes with the circuit, once.
            if (!RendererInfo.IsInteractive)
                return;

            // Listening begins before the first read, so that nothing written in between is missed.
            _live = new LiveRefresh(RefreshAsync, Clock);
            _listening = Feed.Listen(_id, _live.Ask);
            await ReadAsync(CancellationToken.None);
        }
        catch (RefusedException refused)
        {
            _refused = refused.Message;
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        _visit = _visit! with { Disclosure = Disclosures.For(_id) };
        _summary = await Connections.GetAsync(_visit.Actor, _id, cancel);
        await Load(_visit, _summary, cancel);
    }

    private Task RefreshAsync(CancellationToken cancel) => InvokeAsync(async () =>
    {
        try
        {
            await ReadAsync(cancel);
            _stale = false;
        }
        catch (RefusedException refused)
        {
            _refused = refused.Message;
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            if (!_stale)
                StaleNotice.NotRefreshed(Log, error, "directory");
            _stale = true;
        }

        StateHasChanged();
    });

    private Task ReloadAsync() => RefreshAsync(CancellationToken.None);

    private async ValueTask StopAsync()
    {
        _listening?.Dispose();
        if (_live is not null)
            await _live.DisposeAsync();
        (_listening, _live) = (null, null);
    }
}
