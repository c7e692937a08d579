using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Guides;

/// <summary>The port to what guides are told from. Nothing here costs more because a connection has many users or requests.</summary>
public interface IGuideStore
{
    /// <summary>What was ticked by hand, of several connections.</summary>
    Task<ILookup<ConnectionId, GuideTick>> TicksAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel);

    /// <summary>The marks of several connections.</summary>
    Task<ILookup<ConnectionId, ActivityMark>> MarksAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel);

    /// <summary>What single sign-on has shown of several connections; none of one whose provider is not known.</summary>
    Task<IReadOnlyDictionary<ConnectionId, SignOnSeen>> SignOnAsync(IReadOnlyCollection<ConnectionId> connections, CancellationToken cancel);

    /// <summary>What came of the newest test of single sign-on; null when there was none lately.</summary>
    Task<SignOnTest?> LatestTestAsync(ConnectionId connection, CancellationToken cancel);

    /// <summary>Ticks a step, with the audit entry of it; one that is ticked stays as it is.</summary>
    Task TickAsync(ConnectionId connection, GuideTick tick, AuditEntry audit, CancellationToken cancel);

    /// <summary>Takes a tick back, with the audit entry of it; nothing when there is none.</summary>
    Task UntickAsync(ConnectionId connection, string stepId, AuditEntry audit, CancellationToken cancel);

    /// <summary>The documents of the users that changed last, newest first.</summary>
    Task<IReadOnlyList<byte[]>> LatestUsersAsync(ConnectionId connection, int count, CancellationToken cancel);

    /// <summary>Of the newest <paramref name="among"/> requests, the bodies of those on users in which something was not known and left out, newest first.</summary>
    Task<IReadOnlyList<string>> LatestIgnoredAsync(ConnectionId connection, int among, CancellationToken cancel);
}
