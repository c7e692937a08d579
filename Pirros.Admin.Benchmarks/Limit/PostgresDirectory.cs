using Npgsql;
using NpgsqlTypes;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>Raw Npgsql: a row a user with the document as bytes, statements prepared by the driver, a commit a write. The counterpart of <see cref="SqliteDirectory"/>.</summary>
internal sealed class PostgresDirectory(NpgsqlDataSource source, TimeProvider clock) : IRawDirectory
{
    private const int Tenant = 1;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS users(rid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant int NOT NULL, id uuid NOT NULL, name text COLLATE "C" NOT NULL, ext text COLLATE "C", active boolean NOT NULL, doc bytea NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS ux_id ON users(tenant,id);
        CREATE UNIQUE INDEX IF NOT EXISTS ux_name ON users(tenant,name);
        CREATE INDEX IF NOT EXISTS ix_ext ON users(tenant,ext);
        CREATE TABLE IF NOT EXISTS groups(rid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant int NOT NULL, id uuid NOT NULL, doc bytea NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS ux_gid ON groups(tenant,id);
        CREATE TABLE IF NOT EXISTS members(grp bigint NOT NULL, usr bigint NOT NULL, PRIMARY KEY(grp,usr));
        CREATE INDEX IF NOT EXISTS ix_member_usr ON members(usr,grp);
        """;

    private int _total;

    /// <summary>Opens a database, and makes its tables where they are not there.</summary>
    public static async Task<PostgresDirectory> OpenAsync(string connectionString, TimeProvider clock)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        var source = NpgsqlDataSource.Create(settings.ToString());
        await using (var make = source.CreateCommand(Tables))
            await make.ExecuteNonQueryAsync();
        await using var count = source.CreateCommand("SELECT COUNT(*)::int FROM users WHERE tenant=1");
        return new PostgresDirectory(source, clock) { _total = (int)(await count.ExecuteScalarAsync())! };
    }

    public async ValueTask<bool> AddAsync(Guid id, string nameKey, string? externalId, bool active, byte[] document)
    {
        var added = await ChangeAsync(
            "INSERT INTO users(tenant,id,name,ext,active,doc) VALUES($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING",
            Of(id), Of(nameKey), new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)externalId ?? DBNull.Value }, Of(active), Of(document)) == 1;
        if (added)
            Interlocked.Increment(ref _total);
        return added;
    }

    public ValueTask<byte[]?> FindAsync(Guid id) => OneAsync("SELECT doc FROM users WHERE tenant=$1 AND id=$2", Of(id));

    public ValueTask<byte[]?> FindByNameAsync(string nameKey) => OneAsync("SELECT doc FROM users WHERE tenant=$1 AND name=$2", Of(nameKey));

    public ValueTask<byte[]?> FindByExternalIdAsync(string externalId) => OneAsync("SELECT doc FROM users WHERE tenant=$1 AND ext=$2", Of(externalId));

    public async ValueTask<byte[]?> SetActiveAsync(Guid id, bool active)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var find = Command("SELECT doc FROM users WHERE tenant=$1 AND id=$2 FOR UPDATE", Of(id));
        find.Connection = connection;
        if (await find.ExecuteScalarAsync() is not byte[] before)
            return null;
        var after = RawJson.WithActive(before, active, clock.GetUtcNow());
        await using var update = Command("UPDATE users SET active=$3, doc=$4 WHERE tenant=$1 AND id=$2", Of(id), Of(active), Of(after));
        update.Connection = connection;
        await update.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return after;
    }

    public ValueTask<RawPage> PageAsync(int offset, int count) => PageAsync(
        "SELECT u.id,u.doc FROM (SELECT id FROM users WHERE tenant=$1 ORDER BY id LIMIT $2 OFFSET $3) k JOIN users u ON u.tenant=$1 AND u.id=k.id ORDER BY k.id", count, Of(count), Of(offset));

    public ValueTask<RawPage> PageAfterAsync(Guid last, int count)
        => PageAsync("SELECT id,doc FROM users WHERE tenant=$1 AND id>$2 ORDER BY id LIMIT $3", count, Of(last), Of(count));

    public async ValueTask<bool> DeleteAsync(Guid id)
    {
        var deleted = await ChangeAsync("DELETE FROM users WHERE tenant=$1 AND id=$2", Of(id)) == 1;
        if (deleted)
            Interlocked.Decrement(ref _total);
        return deleted;
    }

    public async ValueTask AddGroupAsync(Guid id, byte[] document) => await ChangeAsync("INSERT INTO groups(tenant,id,doc) VALUES($1,$2,$3)", Of(id), Of(document));

    public ValueTask<byte[]?> FindGroupAsync(Guid id) => OneAsync("SELECT doc FROM groups WHERE tenant=$1 AND id=$2", Of(id));

    public async ValueTask<bool> AddMembersAsync(Guid group, IReadOnlyList<Guid> users)
    {
        await ChangeAsync(
            "INSERT INTO members(grp,usr) SELECT g.rid,u.rid FROM groups g, users u WHERE g.tenant=$1 AND g.id=$2 AND u.tenant=$1 AND u.id=ANY($3) ON CONFLICT DO NOTHING",
            Of(group), Of(users.ToArray()));
        return true;
    }

    public async ValueTask<bool> RemoveMembersAsync(Guid group, IReadOnlyList<Guid> users)
    {
        await ChangeAsync(
            "DELETE FROM members m USING groups g, users u WHERE g.tenant=$1 AND g.id=$2 AND u.tenant=$1 AND u.id=ANY($3) AND m.grp=g.rid AND m.usr=u.rid",
            Of(group), Of(users.ToArray()));
        return true;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    /// <summary>A command whose first parameter is the tenant.</summary>
    private static NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql);
        command.Parameters.Add(Of(Tenant));
        command.Parameters.AddRange(parameters);
        return command;
    }

    private async ValueTask<int> ChangeAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = Command(sql, parameters);
        command.Connection = connection;
        return await command.ExecuteNonQueryAsync();
    }

    private async ValueTask<byte[]?> OneAsync(string sql, NpgsqlParameter key)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = Command(sql, key);
        command.Connection = connection;
        return await command.ExecuteScalarAsync() as byte[];
    }

    private async ValueTask<RawPage> PageAsync(string sql, int count, params NpgsqlParameter[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = Command(sql, parameters);
        command.Connection = connection;
        var documents = new List<byte[]>(count);
        var last = Guid.Empty;
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            last = row.GetGuid(0);
            documents.Add(row.GetFieldValue<byte[]>(1));
        }

        return new RawPage(documents, Volatile.Read(ref _total), last);
    }
}
