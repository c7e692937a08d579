using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>The route table (RFC 7644 §3.2, table 1 and 2), a line a verb.</summary>
internal sealed class ScimRoutes
{
    private const string Id = "{id}";
    private const string Search = ".search";
    private const TokenScopes ReadAll = TokenScopes.UsersRead | TokenScopes.GroupsRead;
    private readonly (string Method, string[] Path, TokenScopes Needs, Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>> Handle)[] _routes;

    public ScimRoutes(ResourceEndpoints resources, QueryEndpoints queries, BulkEndpoint bulk, ServiceProviderConfigEndpoint config) => _routes =
    [
        .. Of("Users", types => types.User, (TokenScopes.UsersRead, TokenScopes.UsersWrite), resources, queries),
        .. Of("Groups", types => types.Group, (TokenScopes.GroupsRead, TokenScopes.GroupsWrite), resources, queries),
        ("GET", [], ReadAll, (request, cancel) => queries.ListAsync(request.Types.All, request, cancel)),
        ("POST", [Search], ReadAll, (request, cancel) => queries.SearchAsync(request.Types.All, request, cancel)),


        // Of a bulk request each operation needs what it would need alone.
        ("POST", ["Bulk"], TokenScopes.None, bulk.RunAsync),
        ("GET", ["ServiceProviderConfig"], TokenScopes.None, config.ReadAsync),
        ("GET", ["ResourceTypes"], TokenScopes.None, DiscoveryEndpoints.ResourceTypesList),
        ("GET", ["ResourceTypes", Id], TokenScopes.None, DiscoveryEndpoints.ResourceTypeByName),
        ("GET", ["Schemas"], TokenScopes.None, DiscoveryEndpoints.Schemas),
        ("GET", ["Schemas", Id], TokenScopes.None, DiscoveryEndpoints.SchemaById),
    ];

    /// <summary>The method and the path of each route, with what a token must be allowed to do there.</summary>
    public IEnumerable<(string Method, string Path, TokenScopes Needs)> All => _routes.Select(route => (route.Method, string.Join('/', route.Path), route.Needs));

    /// <summary>The handler of a request, and what its token must be allowed to do.</summary>
    /// <exception cref="ScimException">404 for an unknown path; 501 for one that SCIM has and this product has not; 405 is answered by <paramref name="allow"/> with no handler.</exception>
    public Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>>? Find(string method, string[] segments, out TokenScopes needs, out string? allow)
    {
        List<string>? others = null;
        needs = TokenScopes.None;
        foreach (var (verb, path, scopes, handle) in _routes)
        {
            if (!Fits(path, segments))
                continue;
            // HEAD is answered as GET is, and the body left out when it is sent (RFC 9110 §9.3.2).
            if (verb == method || (verb == "GET" && method == "HEAD"))
            {
                allow = null;
                needs = scopes;
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

    private static IEnumerable<(string Method, string[] Path, TokenScopes Needs, Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>> Handle)> Of(string name, Func<ResourceTypeSet, ResourceType> type, (TokenScopes Read, TokenScopes Write) needs, ResourceEndpoints resources, QueryEndpoints queries)
    {
        yield return ("GET", [name], needs.Read, (request, cancel) => queries.ListAsync([type(request.Types)], request, cancel));
        yield return ("POST", [name], needs.Write, (request, cancel) => resources.CreateAsync(type(request.Types), request, cancel));
        yield return ("POST", [name, Search], needs.Read, (request, cancel) => queries.SearchAsync([type(request.Types)], request, cancel));
        yield return ("GET", [name, Id], needs.Read, (request, cancel) => resources.ReadAsync(type(request.Types), request, cancel));
        yield return ("PUT", [name, Id], needs.Write, (request, cancel) => resources.ReplaceAsync(type(request.Types), request, cancel));
        yield return ("PATCH", [name, Id], needs.Write, (request, cancel) => resources.PatchAsync(type(request.Types), request, cancel));
        yield return ("DELETE", [name, Id], needs.Write, (request, cancel) => resources.DeleteAsync(type(request.Types), request, cancel));
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
