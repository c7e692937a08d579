using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Http;

/// <summary>The route table (RFC 7644 §3.2, table 1 and 2), a line a verb.</summary>
internal sealed class ScimRoutes
{
    private const string Id = "{id}";
    private const string Search = ".search";
    private readonly (string Method, string[] Path, Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>> Handle)[] _routes;

    public ScimRoutes(ResourceEndpoints resources, QueryEndpoints queries, BulkEndpoint bulk) => _routes =
    [
        .. Of("Users", types => types.User, resources, queries),
        .. Of("Groups", types => types.Group, resources, queries),
        ("GET", [], (request, cancel) => queries.ListAsync(request.Types.All, request, cancel)),
        ("POST", [Search], (request, cancel) => queries.SearchAsync(request.Types.All, request, cancel)),
        ("POST", ["Bulk"], bulk.RunAsync),
        ("GET", ["ServiceProviderConfig"], DiscoveryEndpoints.ServiceProviderConfig),
        ("GET", ["ResourceTypes"], DiscoveryEndpoints.ResourceTypesList),
        ("GET", ["ResourceTypes", Id], DiscoveryEndpoints.ResourceTypeByName),
        ("GET", ["Schemas"], DiscoveryEndpoints.Schemas),
        ("GET", ["Schemas", Id], DiscoveryEndpoints.SchemaById),
    ];

    /// <summary>The method and the path of each route.</summary>
    public IEnumerable<(string Method, string Path)> All => _routes.Select(route => (route.Method, string.Join('/', route.Path)));

    /// <summary>The handler of a request.</summary>
    /// <exception cref="ScimException">404 for an unknown path; 501 for one that SCIM has and this product has not; 405 is answered by <paramref name="allow"/> with no handler.</exception>
    public Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>>? Find(string method, string[] segments, out string? allow)
    {
        List<string>? others = null;
        foreach (var (verb, path, handle) in _routes)
        {
            if (!Fits(path, segments))
                continue;
            // HEAD is answered as GET is, and the body left out when it is sent (RFC 9110 §9.3.2).
            if (verb == method || (verb == "GET" && method == "HEAD"))
            {
                allow = null;
                return handle;
            }

            (others ??= []).Add(verb);
            if (verb == "GET")
                others.Add("HEAD");
        }

        allow = others is null ? null : string.Join(", ", others);
        if (others is not null)
            return null;
        throw segments switch
        {
            ["Me", ..] => ScimException.NotImplemented("/Me is not offered: a token stands for a connection, not for a person."),
            _ => ScimException.NotFound("There is nothing at this path. Below the connection's base URL there are /Users, /Groups, /Bulk, /Schemas, /ResourceTypes and /ServiceProviderConfig."),
        };
    }

    private static IEnumerable<(string Method, string[] Path, Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>> Handle)> Of(string name, Func<ResourceTypeSet, ResourceType> type, ResourceEndpoints resources, QueryEndpoints queries)
    {
        yield return ("GET", [name], (request, cancel) => queries.ListAsync([type(request.Types)], request, cancel));
        yield return ("POST", [name], (request, cancel) => resources.CreateAsync(type(request.Types), request, cancel));
        yield return ("POST", [name, Search], (request, cancel) => queries.SearchAsync([type(request.Types)], request, cancel));
        yield return ("GET", [name, Id], (request, cancel) => resources.ReadAsync(type(request.Types), request, cancel));
        yield return ("PUT", [name, Id], (request, cancel) => resources.ReplaceAsync(type(request.Types), request, cancel));
        yield return ("PATCH", [name, Id], (request, cancel) => resources.PatchAsync(type(request.Types), request, cancel));
        yield return ("DELETE", [name, Id], (request, cancel) => resources.DeleteAsync(type(request.Types), request, cancel));
    }

    private static bool Fits(string[] path, string[] segments)
    {
        if (path.Length != segments.Length)
            return false;
        for (var i = 0; i < path.Length; i++)
        {
            var fits = path[i] == Id ? segments[i] != Search : path[i].Equals(segments[i], StringComparison.OrdinalIgnoreCase);
            if (!fits)
                return false;
        }

        return true;
    }
}
