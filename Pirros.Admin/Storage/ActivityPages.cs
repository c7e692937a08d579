using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Rows;

namespace Pirros.Admin.Storage;

/// <summary>Reads pages of activity. A page that would have to look through very many records for the few that are wanted ends early and says how far it came.</summary>
internal sealed class ActivityPages(Func<AdminDb> open, SqlDialect dialect)
{
    public async Task<ActivitySlice> QueryAsync(ConnectionId connection, ActivityQuery query, CancellationToken cancel)
    {
        await using var db = open();
        var sql = new ActivityPageSql(connection, query, dialect);
        if (!query.Selective)
            return Whole(query, await RowsAsync(db, sql.Page(bounded: false), sql.Arguments, cancel));
        if ((await RowsAsync(db, sql.Farthest, sql.Arguments, cancel)).FirstOrDefault() is not { } farthest)
            return new ActivitySlice([], null, null);
        List<object> bounded = [.. sql.Arguments, farthest.Id];
        var rows = await RowsAsync(db, sql.Page(bounded: true), bounded, cancel);
        if (rows.Count > query.Count)
            return Whole(query, rows);
        var ended = (await RowsAsync(db, sql.Beyond, bounded, cancel)).Count == 0;
        return Page(query, rows, ended ? null : farthest.Id, ended ? null : farthest.At);
    }

    private static ActivitySlice Whole(ActivityQuery query, List<ActivityRow> rows)
        => rows.Count > query.Count ? Page(query, rows.GetRange(0, query.Count), rows[query.Count - 1].Id, null) : Page(query, rows, null, null);

    private static ActivitySlice Page(ActivityQuery query, List<ActivityRow> rows, Guid? next, DateTimeOffset? lookedTo)
    {
        if (query.Cursor?.Newer == true)
            rows.Reverse();
        return new ActivitySlice(rows.ConvertAll(row => row.ToRecord()), next, lookedTo);
    }

    private static Task<List<ActivityRow>> RowsAsync(AdminDb db, string sql, IReadOnlyList<object> arguments, CancellationToken cancel)
        => db.Activity.FromSqlRaw(sql, [.. arguments]).AsNoTracking().ToListAsync(cancel);
}
