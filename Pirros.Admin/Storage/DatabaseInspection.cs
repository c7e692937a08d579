using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Pirros.Admin.Audit;
using Pirros.Admin.Backups;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>
/// Whether a database that was restored from a backup is whole: made by this version or an earlier one, which it is brought up from, with as many users and groups as were counted,
/// and an audit that holds. For a copy: it may be changed by this.
/// </summary>
internal sealed class DatabaseInspection(AdminDb db, SqlSessionPool sessions, IWriteQueue writes, SqlDialect dialect)
{
    private const string Miscounted = """
        SELECT COUNT(*) FROM (
          SELECT n.connection_id FROM (SELECT connection_id,type,CAST(SUM(total) AS bigint) AS total FROM directory_counts GROUP BY connection_id,type) n
          WHERE n.total<>(SELECT COUNT(*) FROM resources r WHERE r.connection_id=n.connection_id AND r.type=n.type)) wrong
        """;

    /// <summary>Looks at everything. What is found before, such as by the database's own check, is passed on.</summary>
    public async Task<BackupFindings> RunAsync(IReadOnlyList<string> faults, CancellationToken cancel)
    {
        List<string> found = [.. faults];
        var (rows, entries, version) = (new SortedDictionary<string, long>(StringComparer.Ordinal), 0L, (string?)null);
        try
        {
            version = await BringUpAsync(found, cancel);
            if (found.Count == 0)
            {
                foreach (var table in Tables(db.Model))
                    rows[table] = await CountAsync($"SELECT COUNT(*) FROM {table}", cancel);
                if (await CountAsync(Miscounted, cancel) is > 0 and var wrong)
                    found.Add($"{wrong} numbers of users or groups are not those that are there.");
                var verified = await new AuditVerifier(new AuditStore(sessions, writes, dialect)).VerifyAsync([], cancel);
                entries = verified.Entries;
                if (verified.Break is { } broken)
                    found.Add($"Entry {broken.Number} of {broken.Tenant} in the audit does not hold ({broken.Fault}).");
            }
        }
        catch (DbException error)
        {
            found.Add($"It can't be read as a database of Pirros.Admin: {error.Message}");
        }

        return new BackupFindings(rows, entries, version, found, []);
    }

    /// <summary>The tables of the model, by name.</summary>
    public static IEnumerable<string> Tables(IModel model) => model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal);

    private async Task<string?> BringUpAsync(List<string> found, CancellationToken cancel)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.Count == 0)
            found.Add("It holds no database of Pirros.Admin.");
        else if (applied.Except(db.Database.GetMigrations()).ToList() is [var unknown, ..])
            found.Add($"It was made by a newer version of this program, which knows {unknown}. Restore it with that version.");
        else if (found.Count == 0)
            await db.Database.MigrateAsync(cancel);
        return applied.LastOrDefault();
    }

    private async Task<long> CountAsync(string sql, CancellationToken cancel)
        => await sessions.ReadAsync(session => session.FirstAsync(sql, [], row => row.GetInt64(0), cancel), cancel);
}
