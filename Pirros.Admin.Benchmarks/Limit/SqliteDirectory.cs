using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>
/// Raw Microsoft.Data.Sqlite: a row a user with the document as a blob, prepared statements, a connection for each reading thread, and one writer that commits
/// waiting writes together. Nothing that a SCIM server needs beyond that is done, so this is what the driver and the disk allow.
/// </summary>
internal sealed class SqliteDirectory : IRawDirectory
{
    private readonly string _file;
    private readonly string _synchronous;
    private readonly TimeProvider _clock;
    private readonly GroupCommit<SqliteWriter> _writes;
    private readonly ThreadLocal<SqliteReader> _reader;
    private int _total;

    /// <param name="file">The database file; made when it is not there.</param>
    /// <param name="synchronous">The setting of the same name: OFF, NORMAL or FULL.</param>
    /// <param name="clock">Tells lastModified.</param>
    public SqliteDirectory(string file, string synchronous, TimeProvider clock)
    {
        (_file, _synchronous, _clock) = (file, synchronous, clock);
        var writer = new SqliteWriter(Open());
        _total = writer.Count();
        _writes = new GroupCommit<SqliteWriter>(writer, w => w.Begin(), w => w.Commit());
        _reader = new ThreadLocal<SqliteReader>(() => new SqliteReader(Open()), trackAllValues: true);
    }

    public async ValueTask<bool> AddAsync(Guid id, string nameKey, string? externalId, bool active, byte[] document)
    {
        var added = await _writes.RunAsync(w => w.Add(id, nameKey, externalId, active, document));
        if (added)
            Interlocked.Increment(ref _total);
        return added;
    }

    public ValueTask<byte[]?> FindAsync(Guid id) => ValueTask.FromResult(_reader.Value!.Find(id));

    public ValueTask<byte[]?> FindByNameAsync(string nameKey) => ValueTask.FromResult(_reader.Value!.FindByName(nameKey));

    public ValueTask<byte[]?> FindByExternalIdAsync(string externalId) => ValueTask.FromResult(_reader.Value!.FindByExternalId(externalId));

    public async ValueTask<byte[]?> SetActiveAsync(Guid id, bool active) => await _writes.RunAsync(w => w.SetActive(id, active, _clock.GetUtcNow()));

    public ValueTask<RawPage> PageAsync(int offset, int count) => ValueTask.FromResult(_reader.Value!.Page(offset, count, Volatile.Read(ref _total)));

    public ValueTask<RawPage> PageAfterAsync(Guid last, int count) => ValueTask.FromResult(_reader.Value!.PageAfter(last, count, Volatile.Read(ref _total)));

    public async ValueTask<bool> DeleteAsync(Guid id)
    {
        var deleted = await _writes.RunAsync(w => w.Delete(id));
        if (deleted)
            Interlocked.Decrement(ref _total);
        return deleted;
    }

    public async ValueTask AddGroupAsync(Guid id, byte[] document) => await _writes.RunAsync(w => w.AddGroup(id, document));

    public ValueTask<byte[]?> FindGroupAsync(Guid id) => ValueTask.FromResult(_reader.Value!.FindGroup(id));

    public async ValueTask<bool> AddMembersAsync(Guid group, IReadOnlyList<Guid> users) => await _writes.RunAsync(w => w.AddMembers(group, users));

    public async ValueTask<bool> RemoveMembersAsync(Guid group, IReadOnlyList<Guid> users) => await _writes.RunAsync(w => w.RemoveMembers(group, users));

    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        foreach (var reader in _reader.Values)
            reader.Dispose();
        _reader.Dispose();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode=WAL; PRAGMA synchronous={_synchronous}; {SqliteSchema.Settings} {SqliteSchema.Tables}";
        command.ExecuteNonQuery();
        return connection;
    }
}
