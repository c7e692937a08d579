using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.HandOffs;

/// <summary>The port to where links are kept. What stands in their addresses never passes it, only its hash.</summary>
public interface IHandOffStore
{
    /// <summary>The links of a connection that are live at <paramref name="now"/>, newest first.</summary>
    Task<IReadOnlyList<HandOff>> ListAsync(ConnectionId connection, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Adds a link and removes those of the same connection that have ended; with the audit entry, in one transaction.</summary>
    /// <exception cref="RefusedException">There are <paramref name="most"/> live ones already, or the connection is gone; nothing was written.</exception>
    Task AddAsync(HandOff handOff, byte[] hash, int most, AuditEntry audit, CancellationToken cancel);

    /// <summary>Ends a link; false when it does not exist or has ended.</summary>
    Task<bool> RevokeAsync(ConnectionId connection, Guid id, DateTimeOffset at, AuditEntry audit, CancellationToken cancel);

    /// <summary>What the link of that hash opens at <paramref name="now"/>; null when there is none or it has ended. One indexed look-up for each of the three.</summary>
    Task<OpenedHandOff?> FindAsync(byte[] hash, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Counts an opening; false when the link has ended meanwhile.</summary>
    Task<bool> RecordOpeningAsync(Guid id, DateTimeOffset at, string? address, AuditEntry audit, CancellationToken cancel);

    /// <summary>Marks a live link's secret as taken and adds the token that is handed out for it, as a rotation does; all in one transaction with the audit entries.</summary>
    /// <returns>The token that it replaces as it is now, or null.</returns>
    /// <exception cref="RefusedException">It was taken before, the link has ended, or two tokens are live already; nothing was written.</exception>
    Task<Token?> TakeSecretAsync(Guid id, SecretTaken taken, Token token, byte[] hash, DateTimeOffset graceEndsAt, AuditEntry rotation, AuditEntry taking, CancellationToken cancel);
}
