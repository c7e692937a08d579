using System.Threading.Channels;

namespace Pirros.Admin.Components.Shared;

/// <summary>
/// Refreshes a page when it is asked to, one refresh at a time and at most four a second, however often it is asked; and every five seconds without
/// being asked, so that what another process wrote shows too.
/// </summary>
internal sealed class LiveRefresh : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private readonly Task _loop;

    public LiveRefresh(Func<CancellationToken, Task> refresh, TimeProvider clock)
    {
        _timer = clock.CreateTimer(_ => Ask(), null, Poll, Poll);
        _loop = RunAsync(refresh, clock, _stop.Token);
    }

    /// <summary>Asks for a refresh soon. Never blocks.</summary>
    public void Ask() => _asked.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> refresh, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            await foreach (var _ in _asked.Reader.ReadAllAsync(stop))
            {
                await refresh(stop);
                await Task.Delay(Pause, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page is gone.
        }
    }
}
