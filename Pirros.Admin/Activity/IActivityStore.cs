using Pirros.Admin.Audit;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>The port to where activity is kept.</summary>
public interface IActivityStore
{
    /// <summary>Adds records, and brings the newest request, the marks and the hours of each connection up to date. Those of connections that are gone are left out.</summary>
    Task AppendAsync(ActivityBatch batch, CancellationToken cancel);

    /// <summary>The newest records of one connection, newest first.</summary>
    Task<IReadOnlyList<ActivityRecord>> LatestAsync(ConnectionId connection, int count, CancellationToken cancel);

    /// <summary>A page of one connection's records. Its cost does not grow with how many there are, whatever is asked for.</summary>
    Task<ActivitySlice> QueryAsync(ConnectionId connection, ActivityQuery query, CancellationToken cancel);

    /// <summary>Writes down that somebody took activity away.</summary>
    Task RecordExportAsync(AuditEntry audit, CancellationToken cancel);

    /// <summary>Connections, at most <paramref name="count"/>, that have records older than <paramref name="before"/>.</summary>
    Task<IReadOnlyList<ConnectionId>> OutdatedAsync(DateTimeOffset before, int count, CancellationToken cancel);

    /// <summary>Removes the oldest records of a connection that are older than <paramref name="before"/>, at most <paramref name="count"/>, and with the last of them its hours. Gives how many records were removed.</summary>
    Task<int> TrimAsync(ConnectionId connection, DateTimeOffset before, int count, CancellationToken cancel);

    /// <summary>The marks of one connection.</summary>
    Task<IReadOnlyList<ActivityMark>> MarksAsync(ConnectionId connection, CancellationToken cancel);

    /// <summary>The hours of one connection in which anything arrived, from <paramref name="since"/> on, in order.</summary>
    Task<IReadOnlyList<ActivityHour>> HoursAsync(ConnectionId connection, DateTimeOffset since, CancellationToken cancel);
}
