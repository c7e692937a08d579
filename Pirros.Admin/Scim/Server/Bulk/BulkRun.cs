using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Server.Bulk;

/// <summary>One bulk request being carried out: its operations in the order of the plan, those whose order nobody can see at the same time.</summary>
internal sealed class BulkRun(ResourceOperations operations, ConnectionId connection, BulkRequest request, Func<BulkOperation, Exception, ScimException> defect, TimeProvider clock, WriteOrigin origin = default)
{
    // Enough that many are committed together, and few enough that other connections are answered in between.
    private const int Together = 32;

    private readonly BulkPlan _plan = BulkPlan.Of(request);
    private readonly BulkPreparation _preparation = new(operations, connection, origin);
    private readonly BulkResult?[] _results = new BulkResult?[request.Operations.Count];
    private readonly Dictionary<string, BulkTarget> _known = new(StringComparer.Ordinal);
    private BulkWave _wave = new();
    private int _errors;

    private bool IsOver => _errors >= request.FailOnErrors;

    /// <summary>The results of what was carried out, in the order sent.</summary>
    public async Task<IReadOnlyList<BulkResult>> RunAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var unit in _plan.Units)
            {
                if (IsOver)
                    break;
                if (unit.IsCircle)
                    await RunCircleAsync(unit.Operations, cancel);
                else
                    await AddAsync(unit.Operations[0], cancel);
            }

            await RunWaveAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The client is gone; what was done for it until then is still told to the activity.
        }

        return _results.OfType<BulkResult>().ToList();
    }

    private async Task AddAsync(BulkOperation operation, CancellationToken cancel)
    {
        if (_wave.IsAwaitedBy(operation))
            await RunWaveAsync(cancel);
        if (TryPrepare(operation) is not { } step)
            return;
        if (!_wave.HasRoomFor(step))
            await RunWaveAsync(cancel);
        _wave.Add(step);

        // To stop after an error, each must be over before the next begins.
        if (request.FailOnErrors is not null)
            await RunWaveAsync(cancel);
    }

    private BulkStep? TryPrepare(BulkOperation operation)
    {
        try
        {
            if ((operation.Error ?? WhyBlocked(operation, null)) is not { } error)
                return _preparation.Prepare(operation, _known);
            Note(Failed(operation, error));
        }
        catch (ScimException error)
        {
            Note(Failed(operation, error));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Note(Failed(operation, defect(operation, error)));
        }

        return null;
    }

    private async Task RunWaveAsync(CancellationToken cancel)
    {
        var steps = _wave.Steps;
        _wave = new BulkWave();
        cancel.ThrowIfCancellationRequested();
        if (steps.Count > 1)
            await Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancel }, (step, stop) => RunAsync(step, amongOthers: true, stop));
        foreach (var step in steps)
        {
            if (_results[step.Operation.Index] is null)
                await RunAsync(step, amongOthers: false, cancel);
            Note(_results[step.Operation.Index]!);
        }
    }

    private async ValueTask RunAsync(BulkStep step, bool amongOthers, CancellationToken cancel)
    {
        var operation = step.Operation;
        var started = clock.GetTimestamp();
        ScimException failure;
        try
        {
            if (await step.RunAsync(amongOthers, cancel) is { } done)
                _results[operation.Index] = new BulkResult(operation, done.Stored.Id, done, null, clock.GetElapsedTime(started));
            return;
        }
        catch (ScimException error)
        {
            failure = error;
        }
        catch (Exception error) when (error is not OutOfMemoryException && !(error is OperationCanceledException && cancel.IsCancellationRequested))
        {
            failure = defect(operation, error);
        }

        _results[operation.Index] = new BulkResult(operation, step.Id, null, failure, clock.GetElapsedTime(started));
    }

    private async Task RunCircleAsync(IReadOnlyList<BulkOperation> circle, CancellationToken cancel)
    {
        await RunWaveAsync(cancel);
        if (IsOver)
            return;
        var started = clock.GetTimestamp();
        var blocked = circle.Select(operation => (Operation: operation, Error: WhyBlocked(operation, circle))).FirstOrDefault(one => one.Error is not null);
        foreach (var result in blocked.Error is null ? await new BulkCircle(operations, connection, circle, _known, defect).RunAsync() : circle.Select(operation => Failed(operation, operation == blocked.Operation
            ? blocked.Error
            : BulkCircle.Needed($"{operation.Place} and {blocked.Operation.Place} refer to each other, and {blocked.Operation.Place} failed. It was not carried out."))))
        {
            Note(result with { Duration = clock.GetElapsedTime(started) });
        }
    }

    /// <summary>Why something that an operation refers to is not there (RFC 7644 §3.7.1, §3.7.2); null when all is, or belongs to the circle that is about to be created.</summary>
    private ScimException? WhyBlocked(BulkOperation operation, IReadOnlyList<BulkOperation>? circle)
    {
        foreach (var bulkId in operation.References)
        {
            if (_known.ContainsKey(bulkId))
                continue;
            if (_plan.CreatorOf(bulkId) is not { } creator)
                return BulkCircle.Needed($"{operation.Place} refers to bulkId:{Shown.Of(bulkId)}, which no POST of this request has.");
            if (circle?.Contains(creator) != true)
                return BulkCircle.Needed($"{operation.Place} refers to {creator.Place} (bulkId:{Shown.Of(bulkId)}), which failed. It was not carried out.");
        }

        return null;
    }

    private BulkResult Failed(BulkOperation operation, ScimException error) => new(operation, BulkPreparation.IdOf(operation, _known), null, error, TimeSpan.Zero);

    private void Note(BulkResult result)
    {
        var operation = result.Operation;
        _results[operation.Index] = result;
        if (result.Error is not null)
            _errors++;
        else if (operation is { Method: BulkMethod.Post, BulkId: { } bulkId })
            _known[bulkId] = new BulkTarget(operation.Path!.Type, result.Done!.Stored.Id);
    }
}
