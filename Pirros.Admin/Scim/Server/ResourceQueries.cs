using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>Reading single resources and lists (RFC 7644 §3.4), bound to a connection.</summary>
internal sealed class ResourceQueries(IResourceStore store, IMembershipStore memberships)
{
    /// <summary>One resource.</summary>
    /// <exception cref="ScimException">404 when there is none on this connection.</exception>
    public async ValueTask<StoredResource> ReadAsync(ConnectionId connection, ResourceType type, string id, CancellationToken cancel)
        => await store.FindAsync(connection, type, id, cancel) ?? throw ScimException.NotFound($"There is no {type.Name} with the id '{Shown.Of(id)}' on this connection.");

    /// <summary>A page of the resources that match.</summary>
    public async ValueTask<ResourcePage> QueryAsync(ConnectionId connection, ResourceType type, ResourceQuery query, CancellationToken cancel)
    {
        var filter = query.Filter is { } text ? FilterBinder.Bind(FilterParser.Parse(text), type) : null;
        return await store.QueryAsync(connection, type, filter, query.StartIndex, query.Count, cancel);
    }

    /// <summary>Resources of one type with what is kept apart from their documents, where the projection shows it.</summary>
    public async ValueTask<IReadOnlyList<ResourceView>> ViewAsync(ConnectionId connection, IReadOnlyList<StoredResource> stored, Projection projection, CancellationToken cancel)
    {
        var apart = stored.Count > 0 ? stored[0].Type.KeptApart : null;
        if (apart is null || !projection.Includes(apart.Name))
            return stored.Select(one => new ResourceView(one, [])).ToList();
        var groups = stored[0].Type.HasMembers();
        var wanted = stored.Where(one => groups || one.InGroups).Select(one => one.Id).ToList();
        if (wanted.Count == 0)
            return stored.Select(one => new ResourceView(one, [])).ToList();
        var found = groups ? await memberships.MembersAsync(connection, wanted, cancel) : await memberships.GroupsAsync(connection, wanted, cancel);
        return stored.Select(one => new ResourceView(one, [.. found[one.Id]])).ToList();
    }
}
