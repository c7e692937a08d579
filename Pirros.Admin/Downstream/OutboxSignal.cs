namespace Pirros.Admin.Downstream;

/// <summary>Tells the worker of this process, at once, that events may have been written; other processes look once a second. A write that nobody subscribed to costs one look at a flag.</summary>
public sealed class OutboxSignal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether anybody has been seen to whom events are sent.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Something was committed.</summary>
    public void Wrote()
    {
        if (IsWanted)
            _next.TrySetResult();
    }

    /// <summary>Completes with the next <see cref="Wrote"/>.</summary>
    internal Task Next => _next.Task;

    /// <summary>What is written from now on completes a new <see cref="Next"/>.</summary>
    internal void Reset()
    {
        if (_next.Task.IsCompleted)
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
