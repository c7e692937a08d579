using Microsoft.EntityFrameworkCore;
using Pirros.Admin.Audit;
using Pirros.Admin.SignIn;
using Pirros.Admin.Storage.Rows;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

internal sealed class SessionStore(Func<AdminDb> open, IWriteQueue writes, SamlPeople people) : ISessionStore
{
    // More than one begins, so that those that are over become fewer; few enough that nobody who signs in waits for it.
    private const int RemovedAtOnce = 100;

    public Task AddAsync(Session session, AuditEntry audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            var over = await scope.Db.Sessions.Where(s => s.EndsAt <= session.StartedAt).OrderBy(s => s.EndsAt).Select(s => s.Id).Take(RemovedAtOnce).ToListAsync(CancellationToken.None);
            if (over.Count > 0)
                await scope.Db.Sessions.Where(s => over.Contains(s.Id)).ExecuteDeleteAsync(CancellationToken.None);
            scope.Db.Sessions.Add(SessionRow.Of(session));
            await scope.Db.SaveChangesAsync(CancellationToken.None);
            await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public async Task<Session?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = open();
        var session = (await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.EndsAt > now, cancel))?.ToSession();
        return session?.Directory is { } person && !await people.MayAsync(person.Connection, person.User, cancel) ? null : session;
    }

    // Only forward: of two requests at once the slower must not take back what the other gave.
    public Task RenewAsync(Guid id, DateTimeOffset now, DateTimeOffset endsAt, CancellationToken cancel) => writes.RunAsync(
        async scope => await scope.Db.Sessions.Where(s => s.Id == id && s.EndsAt > now && s.RenewedAt < now)
            .ExecuteUpdateAsync(row => row.SetProperty(s => s.RenewedAt, now).SetProperty(s => s.EndsAt, endsAt), CancellationToken.None),
        cancel);

    public Task<bool> EndAsync(Guid id, AuditEntry? audit, CancellationToken cancel) => writes.RunAsync(
        async scope =>
        {
            if (await scope.Db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync(CancellationToken.None) == 0)
                return false;
            if (audit is not null)
                await AuditAppend.RunAsync(scope, audit);
            return true;
        },
        cancel);

    public Task<int> EndAllAsync(string? person, string? authoritySession, CancellationToken cancel) => writes.RunAsync(
        async scope => authoritySession is not null
            ? await scope.Db.Sessions.Where(s => s.AuthoritySession == authoritySession && (person == null || s.Person == person)).ExecuteDeleteAsync(CancellationToken.None)
            : await scope.Db.Sessions.Where(s => s.Person == person).ExecuteDeleteAsync(CancellationToken.None),
        cancel);
}
