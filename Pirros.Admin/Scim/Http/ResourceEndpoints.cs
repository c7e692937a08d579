using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>The endpoints of a resource type: binds what HTTP brought to plain values, calls the operation, makes the answer.</summary>
internal sealed class ResourceEndpoints(ResourceOperations operations, ResourceQueries queries)
{
    public async ValueTask<ScimAnswer> CreateAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var projection = ProjectionOf(type, request);
        return Single(type, request, await operations.CreateAsync(request.Connection, type, request.Body, cancel), 201, projection);
    }

    public async ValueTask<ScimAnswer> ReplaceAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var projection = ProjectionOf(type, request);
        return Single(type, request, await operations.ReplaceAsync(request.Connection, type, request.Segments[1], request.Body, request.IfMatch, cancel), 200, projection);
    }

    public async ValueTask<ScimAnswer> PatchAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var projection = ProjectionOf(type, request);
        return Single(type, request, await operations.PatchAsync(request.Connection, type, request.Segments[1], request.Body, request.IfMatch, cancel), 200, projection);
    }

    public async ValueTask<ScimAnswer> DeleteAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var result = await operations.DeleteAsync(request.Connection, type, request.Segments[1], request.IfMatch, cancel);
        return new ScimAnswer(204, ActivityKind.Deleted) { Subject = result.Subject };
    }

    public async ValueTask<ScimAnswer> ReadAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var projection = ProjectionOf(type, request);
        var stored = await queries.ReadAsync(request.Connection, type, request.Segments[1], cancel);
        if (request.IfNoneMatch is { } known && EntityTag.Names(known, stored.Version))
            return new ScimAnswer(304, ActivityKind.Read) { ETag = EntityTag.Of(stored.Version), Location = LocationOf(type, request, stored.Id) };
        return Body(type, request, stored, 200, ActivityKind.Read, projection);
    }

    public ValueTask<ScimAnswer> ListAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
        => QueryAsync(type, request, ResourceQuery.Of(request.Query["filter"], Number(request, "startIndex"), Number(request, "count")), ProjectionOf(type, request), cancel);

    public ValueTask<ScimAnswer> SearchAsync(ResourceType type, ScimRequest request, CancellationToken cancel)
    {
        var search = SearchRequest.Read(request.Body);
        return QueryAsync(type, request, ResourceQuery.Of(search.Filter, search.StartIndex, search.Count), Projection.Parse(search.Attributes, search.ExcludedAttributes, type), cancel);
    }

    /// <summary>
    /// There are no groups, and that is what a list of them says: both Entra's Test Connection and Okta's Test API Credentials ask for it, and would show
    /// any other answer as invalid credentials.
    /// </summary>
    public static ValueTask<ScimAnswer> NoGroupsAsync(ScimRequest request, CancellationToken cancel)
    {
        if (request.Query["filter"] is [{ Length: > 0 } filter])
            FilterBinder.Bind(FilterParser.Parse(filter), ResourceTypes.Group);
        var query = ResourceQuery.Of(null, Number(request, "startIndex"), Number(request, "count"));
        return ValueTask.FromResult(new ScimAnswer(200, ActivityKind.List, buffer =>
        {
            var list = new ListResponseWriter(buffer);
            list.Begin(0, query.StartIndex, 0);
            list.End();
        }));
    }

    private async ValueTask<ScimAnswer> QueryAsync(ResourceType type, ScimRequest request, ResourceQuery query, Projection projection, CancellationToken cancel)
    {
        var page = await queries.QueryAsync(request.Connection, type, query, cancel);
        var what = query.Filter is null ? ActivityKind.List : page.Resources.Count > 0 ? ActivityKind.MatchHit : ActivityKind.MatchMiss;
        return new ScimAnswer(200, what, buffer =>
        {
            var list = new ListResponseWriter(buffer);
            list.Begin(page.Total, query.StartIndex, page.Resources.Count);
            foreach (var stored in page.Resources)
            {
                if (projection.IsDefault)
                    list.Add(stored.Document, LocationUtf8(type, request, stored.Id));
                else
                    list.AddWhole(Projected(type, request, stored, projection));
            }


            list.End();
        })
        {
            Subject = what == ActivityKind.MatchHit && page.Resources.Count == 1
                ? ResourceWriting.Subject(StoredDocument.Read(page.Resources[0].Document, type))
                : query.Filter is { } filter ? Shown.Of(filter, 120) : null,
        };
    }

    private static ScimAnswer Single(ResourceType type, ScimRequest request, OperationResult result, int status, Projection projection)
        => Body(type, request, result.Stored, status, KindOf(result.Effect), projection) with { Subject = result.Subject, Ignored = result.Ignored };

    private static ScimAnswer Body(ResourceType type, ScimRequest request, StoredResource stored, int status, ActivityKind what, Projection projection)
        => new(status, what, buffer =>
        {
            if (projection.IsDefault)
                StoredDocument.WriteWithLocation(buffer, stored.Document, LocationUtf8(type, request, stored.Id));
            else
                buffer.Write(Projected(type, request, stored, projection));
        })
        {
            Location = LocationOf(type, request, stored.Id),
            ETag = EntityTag.Of(stored.Version),
            Subject = what == ActivityKind.Read ? ResourceWriting.Subject(StoredDocument.Read(stored.Document, type)) : null,
        };

    /// <summary>A resource with what the request asks for and no more: <c>meta</c> too is left out when other attributes are named.</summary>
    private static ReadOnlySpan<byte> Projected(ResourceType type, ScimRequest request, StoredResource stored, Projection projection)
    {
        var whole = StoredDocument.Read(stored.Document, type).WithLocation(LocationOf(type, request, stored.Id));
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, ResourceWriter.Options))
            ResourceWriter.Write(json, projection.Apply(whole));
        return buffer.WrittenSpan;
    }

    private static string LocationOf(ResourceType type, ScimRequest request, string id) => $"{request.BaseUrl}{type.Endpoint}/{id}";

    private static byte[] LocationUtf8(ResourceType type, ScimRequest request, string id) => Encoding.UTF8.GetBytes(LocationOf(type, request, id));

    private static Projection ProjectionOf(ResourceType type, ScimRequest request) => Projection.Parse(request.Query["attributes"], request.Query["excludedAttributes"], type);

    private static int? Number(ScimRequest request, string name)
    {
        if (request.Query[name] is not [{ Length: > 0 } text])
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        throw ScimException.InvalidValue($"{name}: '{Shown.Of(text, 30)}' is not a whole number up to {int.MaxValue}.");
    }

    private static ActivityKind KindOf(OperationEffect effect) => effect switch
    {
        OperationEffect.Created => ActivityKind.Created,
        OperationEffect.Restored => ActivityKind.Restored,
        OperationEffect.Updated => ActivityKind.Updated,
        OperationEffect.Deactivated => ActivityKind.Deactivated,
        OperationEffect.Reactivated => ActivityKind.Reactivated,
        OperationEffect.Deleted => ActivityKind.Deleted,
        _ => ActivityKind.Unchanged,
    };
}
