using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>The connection that writes, with its prepared statements. For one thread.</summary>
internal sealed class SqliteWriter(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _begin = SqliteSchema.Prepare(connection, "BEGIN IMMEDIATE");
    private readonly SqliteCommand _commit = SqliteSchema.Prepare(connection, "COMMIT");
    private readonly SqliteCommand _count = SqliteSchema.Prepare(connection, "SELECT COUNT(*) FROM users WHERE tenant=$0");
    private readonly SqliteCommand _find = SqliteSchema.Prepare(connection, "SELECT doc FROM users WHERE tenant=$0 AND id=$1", SqliteType.Blob);
    private readonly SqliteCommand _delete = SqliteSchema.Prepare(connection, "DELETE FROM users WHERE tenant=$0 AND id=$1", SqliteType.Blob);
    private readonly SqliteCommand _addGroup = SqliteSchema.Prepare(connection, "INSERT INTO groups(tenant,id,doc) VALUES($0,$1,$2)", SqliteType.Blob, SqliteType.Blob);
    private readonly SqliteCommand _findGroup = SqliteSchema.Prepare(connection, "SELECT rid FROM groups WHERE tenant=$0 AND id=$1", SqliteType.Blob);

    private readonly SqliteCommand _add = SqliteSchema.Prepare(
        connection,
        "INSERT INTO users(tenant,id,name,ext,active,doc) VALUES($0,$1,$2,$3,$4,$5) ON CONFLICT DO NOTHING",
        SqliteType.Blob,
        SqliteType.Text,
        SqliteType.Text,
        SqliteType.Integer,
        SqliteType.Blob);

    private readonly SqliteCommand _update = SqliteSchema.Prepare(
        connection, "UPDATE users SET active=$2, doc=$3 WHERE tenant=$0 AND id=$1", SqliteType.Blob, SqliteType.Integer, SqliteType.Blob);

    private readonly SqliteCommand _addMember = SqliteSchema.Prepare(
        connection, "INSERT OR IGNORE INTO members(grp,usr) SELECT $1, rid FROM users WHERE tenant=$0 AND id=$2", SqliteType.Integer, SqliteType.Blob);

    private readonly SqliteCommand _removeMember = SqliteSchema.Prepare(
        connection, "DELETE FROM members WHERE grp=$1 AND usr=(SELECT rid FROM users WHERE tenant=$0 AND id=$2)", SqliteType.Integer, SqliteType.Blob);

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public int Count() => (int)(long)_count.ExecuteScalar()!;

    public bool Add(Guid id, string nameKey, string? externalId, bool active, byte[] document)
    {
        SqliteSchema.Bind(_add, SqliteSchema.Key(id), nameKey);
        _add.Parameters[3].Value = (object?)externalId ?? DBNull.Value;
        _add.Parameters[4].Value = active ? 1 : 0;
        _add.Parameters[5].Value = document;
        return _add.ExecuteNonQuery() == 1;
    }

    public byte[]? SetActive(Guid id, bool active, DateTimeOffset now)
    {
        var key = SqliteSchema.Key(id);
        if (SqliteSchema.One(SqliteSchema.Bind(_find, key)) is not { } before)
            return null;
        var after = RawJson.WithActive(before, active, now);
        SqliteSchema.Bind(_update, key, active ? 1 : 0).Parameters[3].Value = after;
        _update.ExecuteNonQuery();
        return after;
    }

    public bool Delete(Guid id) => SqliteSchema.Bind(_delete, SqliteSchema.Key(id)).ExecuteNonQuery() == 1;

    public bool AddGroup(Guid id, byte[] document) => SqliteSchema.Bind(_addGroup, SqliteSchema.Key(id), document).ExecuteNonQuery() == 1;

    public bool AddMembers(Guid group, IReadOnlyList<Guid> users) => EachMember(_addMember, group, users);

    public bool RemoveMembers(Guid group, IReadOnlyList<Guid> users) => EachMember(_removeMember, group, users);

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_begin, _commit, _count, _find, _delete, _addGroup, _findGroup, _add, _update, _addMember, _removeMember])
            command.Dispose();
        connection.Dispose();
    }

    private bool EachMember(SqliteCommand command, Guid group, IReadOnlyList<Guid> users)
    {
        if (SqliteSchema.Bind(_findGroup, SqliteSchema.Key(group)).ExecuteScalar() is not long row)
            return false;
        foreach (var user in users)
            SqliteSchema.Bind(command, row, SqliteSchema.Key(user)).ExecuteNonQuery();
        return true;
    }
}
