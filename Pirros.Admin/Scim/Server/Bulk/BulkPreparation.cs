using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Bulk;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server.Bulk;

/// <summary>Makes steps of operations: the same operations that single requests run, on data whose references are resolved.</summary>
internal sealed class BulkPreparation(ResourceOperations operations, ConnectionId connection, WriteOrigin origin = default)
{
    /// <param name="operation">One whose references are all known.</param>
    /// <param name="known">What bulkIds stand for.</param>
    /// <exception cref="ScimException">400 for data that can't be carried out.</exception>
    public BulkStep Prepare(BulkOperation operation, IReadOnlyDictionary<string, BulkTarget> known)
    {
        var type = operation.Path!.Type;
        var data = BulkData.Resolve(operation.Data, known);
        if (operation.Method == BulkMethod.Post)
        {
            // Lists are in the order of ids: given here, those of creations that run at the same time are in the order sent.
            return Create(operation, NewResource.Bind(data, type) with { Identity = operations.NewIdentity() });
        }


        var id = IdOf(operation, known)!;
        return operation.Method switch
        {
            BulkMethod.Put => Alone(operation, id, cancel => operations.ReplaceAsync(connection, type, id, data, operation.Version, cancel, origin)),
            BulkMethod.Patch => Patch(operation, type, id, PatchRequest.Read(data)),
            _ => Alone(operation, id, cancel => operations.DeleteAsync(connection, type, id, operation.Version, cancel, origin)),
        };
    }

    /// <summary>Id of the resource that an operation addresses; null when it creates one, or its bulkId is not known.</summary>
    public static string? IdOf(BulkOperation operation, IReadOnlyDictionary<string, BulkTarget> known)
        => operation.Path is { BulkId: { } bulkId } ? known.GetValueOrDefault(bulkId)?.Id : operation.Path?.Id;

    private BulkStep Create(BulkOperation operation, NewResource created)
    {
        var type = created.Resource.ResourceType;
        var keys = ResourceWriting.KeysOf(created.Resource);
        List<(string, string)> claimed = [($"{type.Name}.name", keys.Name)];
        if (keys.ExternalId is { } externalId)
            claimed.Add(($"{type.Name}.externalId", externalId));

        // A new user touches nobody; one who comes back takes over a former name and externalId, and so waits for the turn.
        return new BulkStep(operation, null, BulkEffect.Creates, claimed, async (amongOthers, cancel) => amongOthers
            ? await operations.TryCreateNewAsync(connection, created, cancel)
            : await operations.CreateAsync(connection, created, cancel));
    }

    private BulkStep Patch(BulkOperation operation, ResourceType type, string id, IReadOnlyList<PatchOperation> changes)
        => new(operation, id, EffectOf(type, operation.Data, changes), [("id", id)], async (_, cancel) => await operations.PatchAsync(connection, type, id, changes, operation.Version, cancel, origin));

    private static BulkStep Alone(BulkOperation operation, string id, Func<CancellationToken, Task<OperationResult>> run)
        => new(operation, id, BulkEffect.Anything, [], async (_, cancel) => await run(cancel));

    private static BulkEffect EffectOf(ResourceType type, JsonElement data, IReadOnlyList<PatchOperation> changes)
    {
        if (type.HasMembers() && changes.All(change => change.Path is { Attribute: { Urn: null, Name: var name } } && name.Equals(type.KeptApart!.Name, StringComparison.OrdinalIgnoreCase)))
            return BulkEffect.ChangesMembers;

        // Whatever so much as mentions the unique name may change it; an escape could hide it.
        var text = data.GetRawText();
        var unique = type.HasActive() ? "userName" : "displayName";
        return text.Contains(unique, StringComparison.OrdinalIgnoreCase) || text.Contains('\\', StringComparison.Ordinal) ? BulkEffect.Anything : BulkEffect.Changes;
    }
}
