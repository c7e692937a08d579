namespace Pirros.Admin.Limits;

/// <summary>What one tenant may do on this instance: a bucket of requests, and so many at once; the others wait in the order in which they came.</summary>
internal sealed class TenantLimit(LimitSettings settings)
{
    private readonly Lock _changing = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _working;

    public Bucket Requests { get; } = new(settings.Tenant);

    /// <summary>Takes a place if one is free.</summary>
    public bool TryEnter()
    {
        lock (_changing)
        {
            if (_working == settings.AtOnce)
                return false;
            _working++;
            return true;
        }
    }

    /// <summary>Waits for a place; false at once when too many wait already.</summary>
    public async ValueTask<bool> EnterAsync(CancellationToken cancel)
    {
        TaskCompletionSource turn;
        lock (_changing)
        {
            if (TryEnter())
                return true;
            if (_waiting.Count >= settings.Waiting)
                return false;
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        // Who gave up stays in the queue until it is their turn, which then goes to the next.
        await using var givingUp = cancel.UnsafeRegister(static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn);
        await turn.Task;
        return true;
    }

    /// <summary>Gives a place back, to whoever waits longest.</summary>
    public void Leave()
    {
        lock (_changing)
        {
            while (_waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                    return;
            }

            _working--;
        }
    }

    /// <summary>Whether nobody is here and nothing is owed, so that a new one would be the same.</summary>
    public bool IsIdle(long now)
    {
        lock (_changing)
            return _working == 0 && Requests.IsFull(now);
    }
}
