using Pirros.Admin.Limits;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>A SQLite database is one instance's, which need not write to its disk every few seconds to know that.</summary>
internal sealed class SqliteInstances : IInstanceStore
{
    private long _beats;

    public Task<IReadOnlyDictionary<Guid, long>> BeatAsync(Guid instance, CancellationToken cancel)
        => Task.FromResult<IReadOnlyDictionary<Guid, long>>(new Dictionary<Guid, long> { [instance] = Interlocked.Increment(ref _beats) });

    public Task ForgetAsync(IReadOnlyCollection<Guid> instances, CancellationToken cancel) => Task.CompletedTask;
}
