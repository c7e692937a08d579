using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Patch;

namespace Pirros.Admin.Scim.Server.Bulk;

/// <summary>
/// Creates resources that refer to each other (RFC 7644 §3.7.1): each without the references to those that are not there yet, which are added when all are. Nobody
/// sees a bulkId in the place of an id. When one of them fails, what was done for the others is undone. Once begun it comes to an end, whoever gives up.
/// </summary>
internal sealed class BulkCircle(
    ResourceOperations operations, ConnectionId connection, IReadOnlyList<BulkOperation> circle, Dictionary<string, BulkTarget> known, Func<BulkOperation, Exception, ScimException> defect)
{
    private static readonly PatchOperation s_deactivation = new(PatchOp.Replace, PatchPath.Parse("active"), JsonElement.Parse("false"));
    private static readonly WriteOrigin s_undo = new(Undoes: true);
    private readonly HashSet<string> _own = [.. circle.Select(operation => operation.BulkId!)];
    private readonly Dictionary<int, OperationResult> _made = [];
    private readonly Dictionary<int, JsonElement> _later = [];

    /// <summary>The results in the order sent. What the bulkIds stand for is known afterwards, unless they failed.</summary>
    public async Task<IReadOnlyList<BulkResult>> RunAsync()
    {
        if ((await FirstFailureAsync(CreateAsync) ?? await FirstFailureAsync(CompleteAsync)) is not { } failure)
            return [.. circle.Select(operation => new BulkResult(operation, _made[operation.Index].Stored.Id, _made[operation.Index], null, TimeSpan.Zero))];
        var results = new List<BulkResult>(circle.Count);
        foreach (var operation in circle)
        {
            known.Remove(operation.BulkId!);
            results.Add(await UndoAsync(operation, failure.Operation, failure.Error));
        }

        return results;
    }

    /// <summary>The error of an operation that needs another one that failed.</summary>
    public static ScimException Needed(string detail) => new(409, null, detail, "RFC 7644 §3.7.1");

    private async Task CreateAsync(BulkOperation operation)
    {
        var data = operation.Data;
        var waitsFor = operation.References.Where(bulkId => _own.Contains(bulkId) && !known.ContainsKey(bulkId)).ToHashSet(StringComparer.Ordinal);
        if (waitsFor.Count > 0)
            (data, _later[operation.Index]) = BulkData.Split(data, waitsFor);
        var type = operation.Path!.Type;
        var done = await operations.CreateAsync(connection, type, BulkData.Resolve(data, known), CancellationToken.None);
        _made[operation.Index] = done;
        known[operation.BulkId!] = new BulkTarget(type, done.Stored.Id);
    }

    private async Task CompleteAsync(BulkOperation operation)
    {
        if (!_later.TryGetValue(operation.Index, out var later))
            return;
        var made = _made[operation.Index];
        var added = await operations.PatchAsync(connection, made.Stored.Type, made.Stored.Id, BulkData.Addition(BulkData.Resolve(later, known)), null, CancellationToken.None);
        _made[operation.Index] = made with { Stored = added.Stored };
    }

    private async Task<(BulkOperation Operation, ScimException Error)?> FirstFailureAsync(Func<BulkOperation, Task> run)
    {
        foreach (var operation in circle)
        {
            try
            {
                await run(operation);
            }
            catch (ScimException error)
            {
                return (operation, error);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                return (operation, defect(operation, error));
            }
        }

        return null;
    }

    private async Task<BulkResult> UndoAsync(BulkOperation operation, BulkOperation failed, ScimException cause)
    {
        var (left, said) = _made.TryGetValue(operation.Index, out var made) ? await UndoAsync(operation, made) : (null, null);
        var error = operation.Index == failed.Index
            ? said is null ? cause : new ScimException(cause.Status, cause.ScimType, $"{cause.Detail} {said}", cause.RfcSection)
            : Needed($"{operation.Place} and {failed.Place} refer to each other, and {failed.Place} failed. {said ?? "It was not carried out."}");
        return new BulkResult(operation, left, null, error, TimeSpan.Zero);
    }

    /// <summary>Takes back what was made; gives the id of what could not be taken back, and what to say of it.</summary>
    private async Task<(string? Left, string Said)> UndoAsync(BulkOperation operation, OperationResult made)
    {
        var (type, id) = (made.Stored.Type, made.Stored.Id);
        try
        {
            if (made.Effect == OperationEffect.Restored)
            {
                await operations.PatchAsync(connection, type, id, [s_deactivation], null, CancellationToken.None, s_undo);
                return (null, $"The {type.Name} that it had brought back was deactivated again.");
            }

            await operations.DeleteAsync(connection, type, id, null, CancellationToken.None, s_undo);
        }
        catch (ScimException gone) when (gone.Status == 404)
        {
            // Somebody else deleted it, which is as good.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            if (error is not ScimException)
                defect(operation, error);
            return (id, $"The {type.Name} that it had created could not be removed again, and stays without that reference.");
        }

        return (null, $"The {type.Name} that it had created was removed again.");
    }
}
