using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>A connection that reads, with its prepared statements. For one thread.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _find = SqliteSchema.Prepare(connection, "SELECT doc FROM users WHERE tenant=$0 AND id=$1", SqliteType.Blob);
    private readonly SqliteCommand _findByName = SqliteSchema.Prepare(connection, "SELECT doc FROM users WHERE tenant=$0 AND name=$1", SqliteType.Text);
    private readonly SqliteCommand _findByExternalId = SqliteSchema.Prepare(connection, "SELECT doc FROM users WHERE tenant=$0 AND ext=$1", SqliteType.Text);
    private readonly SqliteCommand _findGroup = SqliteSchema.Prepare(connection, "SELECT doc FROM groups WHERE tenant=$0 AND id=$1", SqliteType.Blob);

    // A sum in LIMIT and OFFSET: to bare parameters SQLite fits the plan, and prepares the statement anew each time.
    private readonly SqliteCommand _page = SqliteSchema.Prepare(
        connection,
        "SELECT id,doc FROM users WHERE rid IN (SELECT rid FROM users INDEXED BY ux_id WHERE tenant=$0 ORDER BY id LIMIT $1+0 OFFSET $2+0) ORDER BY id",
        SqliteType.Integer,
        SqliteType.Integer);

    private readonly SqliteCommand _pageAfter = SqliteSchema.Prepare(
        connection, "SELECT id,doc FROM users WHERE tenant=$0 AND id>$1 ORDER BY id LIMIT $2+0", SqliteType.Blob, SqliteType.Integer);

    public byte[]? Find(Guid id) => SqliteSchema.One(SqliteSchema.Bind(_find, SqliteSchema.Key(id)));

    public byte[]? FindByName(string nameKey) => SqliteSchema.One(SqliteSchema.Bind(_findByName, nameKey));

    public byte[]? FindByExternalId(string externalId) => SqliteSchema.One(SqliteSchema.Bind(_findByExternalId, externalId));

    public byte[]? FindGroup(Guid id) => SqliteSchema.One(SqliteSchema.Bind(_findGroup, SqliteSchema.Key(id)));

    public RawPage Page(int offset, int count, int total) => Read(SqliteSchema.Bind(_page, count, offset), count, total);

    public RawPage PageAfter(Guid last, int count, int total) => Read(SqliteSchema.Bind(_pageAfter, SqliteSchema.Key(last), count), count, total);

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_find, _findByName, _findByExternalId, _findGroup, _page, _pageAfter])
            command.Dispose();
        connection.Dispose();
    }

    private static RawPage Read(SqliteCommand command, int count, int total)
    {
        var documents = new List<byte[]>(count);
        byte[]? last = null;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            last = row.GetFieldValue<byte[]>(0);
            documents.Add(row.GetFieldValue<byte[]>(1));
        }

        return new RawPage(documents, total, last is null ? Guid.Empty : new Guid(last, bigEndian: true));
    }
}
