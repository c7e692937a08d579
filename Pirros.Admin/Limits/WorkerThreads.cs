namespace Pirros.Admin.Limits;

/// <summary>
/// Sees to it that a request finds a thread while one tenant's requests hold many. Reads of SQLite keep their thread until they are done; of itself the pool has one thread a
/// processor and makes none while the processors are busy, so a request that takes a millisecond would wait for those that take a second.
/// </summary>
internal sealed class WorkerThreads(LimitSettings settings) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + settings.AtOnce), completions);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
