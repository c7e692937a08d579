using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>Binds a query to the resource types it is about.</summary>
internal static class QueryBinder
{
    // Resources get their ids in the order in which they are created.
    private static readonly string[] OrderOfIds = ["id", "meta.created"];

    /// <exception cref="ScimException">400 invalidFilter; 400 invalidValue for an attribute that can't be sorted by.</exception>
    public static BoundQuery Bind(ConnectionId connection, IReadOnlyList<ResourceType> types, ResourceQuery query)
    {
        var filter = query.Filter is { } text ? FilterParser.Parse(text) : null;
        var sorts = query.SortBy is { } sortBy ? types.Select(type => SortBinder.Bind(sortBy, type)).ToList() : [];
        var sort = sorts.Find(one => one is not null);
        if (query.SortBy is not null && sort is null)
            throw Unknown(query.SortBy, types);
        var byId = sort is null || OrderOfIds.Contains(sort.Name);
        var bound = new List<TypeQuery>(types.Count);
        for (var i = 0; i < types.Count; i++)
        {
            if (BindFilter(filter, types[i], types) is var condition && condition is not BoundConstant { Value: false })
                bound.Add(new TypeQuery(types[i], condition is BoundConstant ? null : condition, byId ? null : sorts[i]));
        }

        return new BoundQuery(bound, byId ? null : sort)
        {
            Descending = query.SortBy is not null && query.Descending,
            Identity = () => IdentityOf(connection, types, filter, sort, query),
        };
    }

    private static BoundFilter? BindFilter(Filter? filter, ResourceType type, IReadOnlyList<ResourceType> types)
        => filter is null ? null : ConstantFolding.Fold(types.Count == 1 ? FilterBinder.Bind(filter, type) : RootFilter.Bind(filter, type, types), type);

    // Attributes may be written in any case, and a client may write them otherwise on the next page.
    private static string IdentityOf(ConnectionId connection, IReadOnlyList<ResourceType> types, Filter? filter, BoundAttribute? sort, ResourceQuery query)
        => string.Join('\n', connection.Value, string.Join(',', types), sort?.Name, sort is not null && query.Descending ? "descending" : "ascending", filter?.ToString().ToLowerInvariant());

    private static ScimException Unknown(string sortBy, IReadOnlyList<ResourceType> types) => ScimException.InvalidValue(
        $"sortBy: {string.Join(" and ", types)} {(types.Count == 1 ? "has" : "have")} no attribute '{Shown.Of(sortBy)}'. Name one as in a filter, such as {types[0].Root.Attributes[0].Name} or meta.lastModified; /Schemas lists them.");
}
