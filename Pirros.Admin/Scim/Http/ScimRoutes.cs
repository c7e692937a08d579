using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Http;

/// <summary>The route table (RFC 7644 §3.2, table 1 and 2), a line a verb.</summary>
internal sealed class ScimRoutes
{
    private const string Id = "{id}";
    private readonly (string Method, string[] Path, Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>> Handle)[] _routes;

    public ScimRoutes(ResourceEndpoints resources) => _routes =
    [
        .. Of(ResourceTypes.User, resources),
        .. Of(ResourceTypes.Group, resources),
        ("GET", ["ServiceProviderConfig"], DiscoveryEndpoints.ServiceProviderConfig),
        ("GET", ["ResourceTypes"], DiscoveryEndpoints.ResourceTypesList),
        ("GET", ["ResourceTypes", Id], DiscoveryEndpoints.ResourceTypeByName),
        ("GET", ["Schemas"], DiscoveryEndpoints.Schemas),
        ("GET", ["Schemas", Id], DiscoveryEndpoints.SchemaById),
    ];

    /// <summary>The handler of a request.</summary>
    /// <exception cref="ScimException">404 for an unknown path; 501 for one that SCIM has and this product has not; 405 is answered by <paramref name="allow"/> with no handler.</exception>
    public Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>>? Find(string method, string[] segments, out string? allow)
    {
        List<string>? others = null;
        foreach (var (verb, path, handle) in _routes)
        {
            if (!Fits(path, segments))
                continue;
            if (verb == method)
            {
                allow = null;
                return handle;
            }

            (others ??= []).Add(verb);
        }

        allow = others is null ? null : string.Join(", ", others);
        if (others is not null)
            return null;
        throw segments switch
        {
            ["Me", ..] => ScimException.NotImplemented("/Me is not offered: a token stands for a connection, not for a person."),
            ["Bulk"] => ScimException.NotImplemented("Bulk operations are not offered; /ServiceProviderConfig says what is."),
            _ => ScimException.NotFound("There is nothing at this path. Below the connection's base URL there are /Users, /Groups, /Schemas, /ResourceTypes and /ServiceProviderConfig."),
        };
    }

    private static IEnumerable<(string Method, string[] Path, Func<ScimRequest, CancellationToken, ValueTask<ScimAnswer>> Handle)> Of(ResourceType type, ResourceEndpoints resources)
    {
        var name = type.Endpoint.TrimStart('/');
        yield return ("GET", [name], (request, cancel) => resources.ListAsync(type, request, cancel));
        yield return ("POST", [name], (request, cancel) => resources.CreateAsync(type, request, cancel));
        yield return ("POST", [name, ".search"], (request, cancel) => resources.SearchAsync(type, request, cancel));
        yield return ("GET", [name, Id], (request, cancel) => resources.ReadAsync(type, request, cancel));
        yield return ("PUT", [name, Id], (request, cancel) => resources.ReplaceAsync(type, request, cancel));
        yield return ("PATCH", [name, Id], (request, cancel) => resources.PatchAsync(type, request, cancel));
        yield return ("DELETE", [name, Id], (request, cancel) => resources.DeleteAsync(type, request, cancel));
    }

    private static bool Fits(string[] path, string[] segments)
    {
        if (path.Length != segments.Length)
            return false;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] != Id && !path[i].Equals(segments[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }
}
