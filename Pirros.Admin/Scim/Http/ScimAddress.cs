using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>The SCIM base URL of a connection as a client calls it, for locations (RFC 7643 §3.1).</summary>
internal sealed class ScimAddress(string baseUrl)
{
    private readonly byte[] _users = Encoded(baseUrl, ResourceTypes.User.Endpoint);
    private readonly byte[] _groups = Encoded(baseUrl, ResourceTypes.Group.Endpoint);

    /// <summary>Without a slash at its end.</summary>
    public string BaseUrl => baseUrl;

    /// <summary>The absolute URI of a resource.</summary>
    public string LocationOf(ResourceType type, string id) => $"{baseUrl}{type.Endpoint}/{id}";

    /// <summary>The absolute URI of the resources of a type, with the slash: the location without the id, in UTF-8 as it stands in JSON.</summary>
    public byte[] CollectionOf(ResourceType type) => type.Endpoint == ResourceTypes.User.Endpoint ? _users : _groups;

    private static byte[] Encoded(string baseUrl, string endpoint) => Encoding.UTF8.GetBytes(JsonEncodedText.Encode($"{baseUrl}{endpoint}/", ResourceWriter.Options.Encoder).Value);
}

/// <summary>Keeps the address of each connection that was called, since nearly all requests of one call it alike.</summary>
internal sealed class ScimAddresses(ConnectionValueBuilder values)
{
    // Connections that are deleted are not told of here; when so many are kept, all are made anew.
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<ConnectionId, (string Scheme, string Host, ScimAddress Address)> _known = new();

    /// <summary>The address of the connection that a request was let in to.</summary>
    /// <exception cref="ScimException">400 when the Host header is not the name of a host.</exception>
    public ScimAddress Of(HttpRequest request, TokenGrant grant)
    {
        // As it was sent: to read it as a host's name can fail.
        var (scheme, host) = (request.Scheme, request.Headers.Host.ToString());
        if (_known.TryGetValue(grant.Connection, out var known) && known.Scheme == scheme && known.Host == host)
            return known.Address;
        var origin = RequestOrigin.TryOf(request) ?? throw ScimException.InvalidSyntax("The Host header is not the name of a host. Send the one that stands in the connection's URL.");
        var address = new ScimAddress(values.ScimUrlFor(grant.Tenant, grant.Connection, origin));
        if (_known.Count >= Most)
            _known.Clear();
        _known[grant.Connection] = (scheme, host, address);
        return address;
    }
}
