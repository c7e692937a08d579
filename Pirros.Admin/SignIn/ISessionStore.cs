using Pirros.Admin.Audit;

namespace Pirros.Admin.SignIn;

/// <summary>The port to where sessions are kept.</summary>
public interface ISessionStore
{
    /// <summary>Adds one, and removes some that are over.</summary>
    Task AddAsync(Session session, AuditEntry audit, CancellationToken cancel);

    /// <summary>One that has not ended; null when there is none, or its person is not an admin in their own directory any more.</summary>
    Task<Session?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Moves the end of one that has not ended.</summary>
    Task RenewAsync(Guid id, DateTimeOffset now, DateTimeOffset endsAt, CancellationToken cancel);

    /// <summary>Ends one; false when it had ended already. The audit entry is null when it can't be told whose it was.</summary>
    Task<bool> EndAsync(Guid id, AuditEntry? audit, CancellationToken cancel);

    /// <summary>Ends all that the authority's session <paramref name="authoritySession"/> opened, or all of a person where it is null. Gives how many.</summary>
    Task<int> EndAllAsync(string? person, string? authoritySession, CancellationToken cancel);
}
