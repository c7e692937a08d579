using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Http;

/// <summary>
/// A failure that is nobody's fault but ours. One of the program is logged whole, and answered with nothing but a reference to the log line; of a database that can't be used
/// the client is told to come again.
/// </summary>
internal sealed partial class ScimDefects
{
    // Whoever waits for a lock has waited for seconds already; what an operator must mend takes longer.
    private const int SoonSeconds = 5;
    private const int LaterSeconds = 30;

    // A provider in a first sync would otherwise fill the log with one and the same line.
    private static readonly TimeSpan LoggedEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<StoreFault, long> _loggedAt = new();
    private readonly IStoreFaults _faults;
    private readonly TimeProvider _clock;
    private readonly ILogger<ScimDefects> _log;
    private readonly Counter<long> _failed;

    public ScimDefects(IStoreFaults faults, TimeProvider clock, IMeterFactory meters, ILogger<ScimDefects> log)
    {
        (_faults, _clock, _log) = (faults, clock, log);
        _failed = meters.Create("Pirros.Admin").CreateCounter<long>("pirros.store.faults", description: "Requests to the SCIM endpoint that were answered 503 because the database could not be used.");
    }

    /// <param name="error">What was thrown.</param>
    /// <param name="what">What failed, without a client's data: a method, or an operation's place.</param>
    /// <param name="traceIdentifier">The reference when there is no trace.</param>
    public ScimException Of(Exception error, string what, string traceIdentifier)
    {
        if (_faults.FaultOf(error) is { } fault)
            return Unavailable(fault, error);
        var reference = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? traceIdentifier;
        Failed(error.GetType().Name, what, reference, error);
        return new ScimException(500, null, $"The request could not be carried out, and nothing was changed. Repeat it; if it fails again, give Pirros support the reference {reference}.");
    }

    private ScimException Unavailable(StoreFault fault, Exception error)
    {
        _failed.Add(1, KeyValuePair.Create<string, object?>("fault", fault.ToString()));
        var now = _clock.GetTimestamp();
        if (!_loggedAt.TryGetValue(fault, out var last) || _clock.GetElapsedTime(last, now) > LoggedEvery)
        {
            _loggedAt[fault] = now;
            CannotBeUsed(fault, error);
        }

        // A commit whose answer was lost may have been carried out, so no more is said than is known.
        return new ScimException(503, null, "The directory can't be used just now. Send the request again after the seconds of Retry-After.") { RetryAfter = fault == StoreFault.Busy ? SoonSeconds : LaterSeconds };
    }

    [LoggerMessage(LogLevel.Error, "A SCIM {What} failed with {Error}; reference {Reference}")]
    private partial void Failed(string error, string what, string reference, Exception exception);

    [LoggerMessage(LogLevel.Error, "The database can't be used ({Fault}); SCIM requests are answered 503. This is said at most every 10 seconds")]
    private partial void CannotBeUsed(StoreFault fault, Exception exception);
}
