using System.Threading.Channels;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>One thread runs all writes that wait in one transaction, commits once, and then answers everybody.</summary>
internal sealed class GroupCommit<TWriter> : IAsyncDisposable
    where TWriter : IDisposable
{
    private const int MostTogether = 256;
    private readonly Channel<Work> _waiting = Channel.CreateUnbounded<Work>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _ended = new();

    public GroupCommit(TWriter writer, Action<TWriter> begin, Action<TWriter> commit)
        => new Thread(() => Loop(writer, begin, commit)) { IsBackground = true, Name = "group commit" }.Start();

    public Task<T> RunAsync<T>(Func<TWriter, T> run)
    {
        var work = new Work<T>(run);
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(work), this);
        return work.Answered;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task;
    }

    private void Loop(TWriter writer, Action<TWriter> begin, Action<TWriter> commit)
    {
        var batch = new List<Work>(MostTogether);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            try
            {
                begin(writer);
                while (batch.Count < MostTogether && _waiting.Reader.TryRead(out var work))
                {
                    batch.Add(work);
                    work.Run(writer);
                }

                commit(writer);
                foreach (var work in batch)
                    work.Answer();
            }
            catch (Exception error)
            {
                // The limit program gives up where a server would undo and go on: a failure here makes the measurement void.
                foreach (var work in batch)
                    work.Fail(error);
                _waiting.Writer.TryComplete(error);
                _ended.SetException(error);
                return;
            }
        }

        writer.Dispose();
        _ended.SetResult();
    }

    private abstract class Work
    {
        public abstract void Run(TWriter writer);

        public abstract void Answer();

        public abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<TWriter, T> run) : Work
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Answered => _answer.Task;

        public override void Run(TWriter writer) => _result = run(writer);

        public override void Answer() => _answer.SetResult(_result);

        public override void Fail(Exception error) => _answer.TrySetException(error);
    }
}
