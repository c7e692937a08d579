using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Preflight;

/// <summary>A directory of its own behind a connection's endpoint, for one run.</summary>
/// <param name="Id">Names the directory, in the place of the connection that its resources would else belong to.</param>
/// <param name="Connection">The connection whose endpoint leads to it.</param>
/// <param name="Token">The token that leads to it.</param>
/// <param name="EndsAt">When the token stops being accepted.</param>
public sealed record Sandbox(ConnectionId Id, ConnectionId Connection, TokenId Token, DateTimeOffset EndsAt);

/// <summary>The port to where sandboxes are kept.</summary>
public interface IPreflightStore
{
    /// <summary>Opens a sandbox for the token of that hash, and removes what is left of others that ended before <paramref name="now"/>.</summary>
    Task OpenAsync(Sandbox sandbox, byte[] hash, DateTimeOffset now, AuditEntry audit, CancellationToken cancel);

    /// <summary>Closes a sandbox and removes everything in it.</summary>
    Task CloseAsync(ConnectionId sandbox, CancellationToken cancel);
}
