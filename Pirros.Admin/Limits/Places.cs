namespace Pirros.Admin.Limits;

/// <summary>So many at once; the others wait in the order in which they came.</summary>
/// <param name="most">Places there are.</param>
/// <param name="mostWaiting">How many may wait.</param>
internal sealed class Places(int most, int mostWaiting = int.MaxValue)
{
    private readonly Lock _changing = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _taken;

    /// <summary>Whether nobody is here.</summary>
    public bool AreFree
    {
        get
        {
            lock (_changing)
                return _taken == 0;
        }
    }

    /// <summary>Takes a place if one is free.</summary>
    public bool TryEnter()
    {
        lock (_changing)
        {
            if (_taken == most)
                return false;
            _taken++;
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
            if (_waiting.Count >= mostWaiting)
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

            _taken--;
        }
    }
}
