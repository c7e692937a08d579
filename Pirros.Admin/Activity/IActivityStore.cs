using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>The port to where activity is kept.</summary>
public interface IActivityStore
{
    /// <summary>Adds records, and brings the newest request, the marks and the hours of each connection up to date. Those of connections that are gone are left out.</summary>
    Task AppendAsync(ActivityBatch batch, CancellationToken cancel);

    /// <summary>The newest records of one connection, newest first.</summary>
    Task<IReadOnlyList<ActivityRecord>> LatestAsync(ConnectionId connection, int count, CancellationToken cancel);

    /// <summary>The marks of one connection.</summary>
    Task<IReadOnlyList<ActivityMark>> MarksAsync(ConnectionId connection, CancellationToken cancel);

    /// <summary>The hours of one connection in which anything arrived, from <paramref name="since"/> on, in order.</summary>
    Task<IReadOnlyList<ActivityHour>> HoursAsync(ConnectionId connection, DateTimeOffset since, CancellationToken cancel);
}
