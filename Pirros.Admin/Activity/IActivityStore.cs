using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>The port to where activity is kept.</summary>
public interface IActivityStore
{
    /// <summary>Adds records and brings each connection's newest request up to date. Records of connections that are gone are left out.</summary>
    Task AppendAsync(IReadOnlyList<ActivityRecord> records, CancellationToken cancel);

    /// <summary>The newest records of one connection, newest first.</summary>
    Task<IReadOnlyList<ActivityRecord>> LatestAsync(ConnectionId connection, int count, CancellationToken cancel);
}
