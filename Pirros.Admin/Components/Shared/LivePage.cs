using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Components.Shared;

/// <summary>A page, or a part of one, that brings itself up to date while it is looked at: it says why it is refused, and that its figures are old when they can't be read anew.</summary>
public abstract partial class LivePage : ComponentBase, IAsyncDisposable
{
    private LiveRefresh? _live;
    private IDisposable? _listening;
    private bool _left;

    [Inject]
    private ActivityFeed Feed { get; set; } = null!;

    [Inject]
    private ILoggerFactory Logs { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Why there is nothing to see; null when nothing was refused.</summary>
    protected string? Refused { get; set; }

    /// <summary>Whether the newest attempt to read anew failed.</summary>
    protected bool IsStale { get; private set; }

    /// <summary>Whether it keeps itself up to date already.</summary>
    protected bool IsLive => _live is not null;

    /// <summary>Whether what is shown, such as an older page of a list, stays as it was opened.</summary>
    protected virtual bool StaysAsItIs => false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _left = true;
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what is shown.</summary>
    /// <exception cref="RefusedException">It is out of reach, or not there.</exception>
    protected abstract Task LoadAsync(CancellationToken cancel);

    /// <summary>Runs what begins a page; a refusal becomes <see cref="Refused"/>.</summary>
    protected async Task BeginAsync(Func<Task> begin)
    {
        try
        {
            await begin();
        }
        catch (RefusedException refused)
        {
            Refused = refused.Message;
        }
    }

    /// <summary>From here on it is read anew every few seconds and, when it shows a connection, at once when a request of it arrives. To be called before the first read, so that nothing written in between is missed.</summary>
    /// <param name="connection">The connection; null when it shows none, or many.</param>
    protected void KeepUpToDate(ConnectionId? connection)
    {
        // Somebody may leave while what comes before this is still read; nobody would end it then.
        if (_left)
            return;
        var live = _live = new LiveRefresh(RefreshAsync, Clock);
        if (connection is { } one)
            _listening = Feed.Listen(one, live.Ask);
    }

    /// <summary>Ends that, with what was said of the page that was shown.</summary>
    protected async ValueTask StopAsync()
    {
        _listening?.Dispose();
        if (_live is not null)
            await _live.DisposeAsync();
        (_listening, _live, IsStale, Refused) = (null, null, false, null);
    }

    /// <summary>Reads it anew now.</summary>
    protected Task ReloadAsync() => RefreshAsync(CancellationToken.None);

    private Task RefreshAsync(CancellationToken cancel) => InvokeAsync(async () =>
    {
        if (StaysAsItIs)
            return;
        try
        {
            await LoadAsync(cancel);
            IsStale = false;
        }
        catch (RefusedException refused)
        {
            Refused = refused.Message;
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            // Said once for each time that it begins.
            if (!IsStale)
                NotRefreshed(Logs.CreateLogger(GetType()), error);
            IsStale = true;
        }

        StateHasChanged();
    });

    [LoggerMessage(LogLevel.Warning, "The page could not be refreshed")]
    private static partial void NotRefreshed(ILogger log, Exception error);
}
