using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>Lists (RFC 7644 §3.4.2): of one type, or below the root of all types at once; asked for in the address, or by POST to <c>/.search</c> (§3.4.3).</summary>
internal sealed class QueryEndpoints(ResourceQueries queries)
{
    public ValueTask<ScimAnswer> ListAsync(IReadOnlyList<ResourceType> types, ScimRequest request, CancellationToken cancel)
        => QueryAsync(types, request, QueryParameters.Read(request.Query), cancel);

    public ValueTask<ScimAnswer> SearchAsync(IReadOnlyList<ResourceType> types, ScimRequest request, CancellationToken cancel)
        => QueryAsync(types, request, SearchRequest.Read(request.Body), cancel);

    private async ValueTask<ScimAnswer> QueryAsync(IReadOnlyList<ResourceType> types, ScimRequest request, SearchRequest search, CancellationToken cancel)
    {
        var query = ResourceQuery.Of(search);
        ResourceBody[] bodies = [.. types.Select(type => new ResourceBody(type, Projection.Parse(search.Attributes, search.ExcludedAttributes, type), request.Address))];
        var page = await queries.QueryAsync(request.Connection, types, query, cancel);
        var views = await ViewAsync(request.Connection, page.Resources, bodies, cancel);
        var what = query.Filter is null ? ActivityKind.List : page.Resources.Count > 0 ? ActivityKind.MatchHit : ActivityKind.MatchMiss;
        return new ScimAnswer(200, what, buffer =>
        {
            var list = new ListResponseWriter(buffer);
            list.Begin(page.Total, page.StartIndex, views.Count, page.NextCursor, page.PreviousCursor);
            foreach (var view in views)
            {
                list.Next();
                Array.Find(bodies, body => body.Type == view.Stored.Type)!.Write(buffer, view);
            }

            list.End();
        })
        {
            Subject = what == ActivityKind.MatchHit && page.Resources.Count == 1
                ? ResourceWriting.Subject(page.Resources[0])
                : query.Filter is { } filter ? Shown.Of(filter, 120) : null,
        };
    }

    /// <summary>The views of a page, in its order; what is kept apart is asked for once a type.</summary>
    private async ValueTask<IReadOnlyList<ResourceView>> ViewAsync(ConnectionId connection, IReadOnlyList<StoredResource> page, ResourceBody[] bodies, CancellationToken cancel)
    {
        if (bodies is [var only])
            return await queries.ViewAsync(connection, page, only.Projection, cancel);
        var views = new Dictionary<string, ResourceView>(page.Count);
        foreach (var body in bodies)
        {
            foreach (var view in await queries.ViewAsync(connection, page.Where(one => one.Type == body.Type).ToList(), body.Projection, cancel))
                views.Add(view.Stored.Id, view);
        }

        return page.Select(one => views[one.Id]).ToList();
    }
}
