using Pirros.Admin.Activity;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>The endpoints of single resources: binds what HTTP brought to plain values, calls the operation, makes the answer.</summary>
internal sealed class ResourceEndpoints(ResourceOperations operations, ResourceQueries queries)
{
    public async ValueTask<ScimAnswer> CreateAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var body = BodyOf(type, request);
        return await SingleAsync(request, body, await operations.CreateAsync(request.Connection, type, request.Body, cancel), 201, cancel);
    }

    public async ValueTask<ScimAnswer> ReplaceAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var body = BodyOf(type, request);
        return await SingleAsync(request, body, await operations.ReplaceAsync(request.Connection, type, request.Segments[1], request.Body, request.IfMatch, cancel, request.Origin), 200, cancel);
    }

    public async ValueTask<ScimAnswer> PatchAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var body = BodyOf(type, request);
        var result = await operations.PatchAsync(request.Connection, type, request.Segments[1], request.Body, request.IfMatch, cancel, request.Origin);

        // A group is answered without its body, which could be long, unless the client asks for a part of it (RFC 7644 §3.5.2).
        return type.HasMembers() && !request.Query.ContainsKey("attributes") && !request.Query.ContainsKey("excludedAttributes")
            ? new ScimAnswer(204, KindOf(result.Effect))
            {
                ETag = EntityTag.Of(result.Stored.Version),
                ResourceId = result.Stored.Id,
                Changes = ChangesOf(result),
                Trace = result.Trace,
                Subject = result.Subject,
                Ignored = result.Ignored,
            }
            : await SingleAsync(request, body, result, 200, cancel);
    }

    public async ValueTask<ScimAnswer> DeleteAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var result = await operations.DeleteAsync(request.Connection, type, request.Segments[1], request.IfMatch, cancel, request.Origin);
        return new ScimAnswer(204, ActivityKind.Deleted) { ResourceId = result.Stored.Id, Trace = result.Trace, Subject = result.Subject };
    }

    public async ValueTask<ScimAnswer> ReadAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var body = BodyOf(type, request);
        var stored = await queries.ReadAsync(request.Connection, type, request.Segments[1], cancel);
        if (request.IfMatch is { } expected && !EntityTag.Names(expected, stored.Version))
            throw ScimException.PreconditionFailed($"The version of the resource is {EntityTag.Of(stored.Version)}, If-Match names another. Leave the header out to read it all the same.");
        if (request.IfNoneMatch is { } known && EntityTag.Names(known, stored.Version))
            return new ScimAnswer(304, ActivityKind.Read) { ETag = EntityTag.Of(stored.Version), Location = body.LocationOf(stored.Id) };
        return await SingleAsync(request, body, new OperationResult(stored, OperationEffect.None, ResourceWriting.Subject(stored), 0), 200, cancel);
    }

    private async ValueTask<ScimAnswer> SingleAsync(ScimRequest request, ResourceBody body, OperationResult result, int status, CancellationToken cancel)
    {
        var view = (await queries.ViewAsync(request.Connection, [result.Stored], body.Projection, cancel))[0];
        return new ScimAnswer(status, KindOf(result.Effect), buffer => body.Write(buffer, view))
        {
            Location = body.LocationOf(result.Stored.Id),
            ETag = EntityTag.Of(result.Stored.Version),
            ResourceId = result.Stored.Id,
            Changes = ChangesOf(result),
            Trace = result.Trace,
            Subject = result.Subject,
            Ignored = result.Ignored,
        };
    }

    internal static IReadOnlyList<AttributeChange> ChangesOf(OperationResult result)
        => result.Changes.Count == 0 ? [] : [.. result.Changes.Select(change => new AttributeChange(change.Path, change.Before, change.After))];

    private static ResourceBody BodyOf(ResourceType type, ScimRequest request) => new(type, ProjectionOf(type, request), request.Address);

    private static Projection ProjectionOf(ResourceType type, ScimRequest request) => Projection.Parse(request.Query["attributes"], request.Query["excludedAttributes"], type);

    internal static ActivityKind KindOf(OperationEffect effect) => effect switch
    {
        OperationEffect.Created => ActivityKind.Created,
        OperationEffect.Restored => ActivityKind.Restored,
        OperationEffect.None => ActivityKind.Read,
        OperationEffect.Updated => ActivityKind.Updated,
        OperationEffect.MembersChanged => ActivityKind.MembersChanged,
        OperationEffect.Deactivated => ActivityKind.Deactivated,
        OperationEffect.Reactivated => ActivityKind.Reactivated,
        OperationEffect.Deleted => ActivityKind.Deleted,
        _ => ActivityKind.Unchanged,
    };
}
