using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>A request that was let in, with its body parsed once.</summary>
/// <param name="Connection">The connection whose token it came with.</param>
/// <param name="Types">The resource types of that connection.</param>
/// <param name="Address">SCIM base URL of the connection, for locations.</param>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Segments">The path below the base URL, split.</param>
/// <param name="Query">The query's parameters.</param>
/// <param name="Body">The body's root element; undefined when there is none.</param>
/// <param name="IfMatch">The If-Match header, or null.</param>
/// <param name="IfNoneMatch">The If-None-Match header, or null.</param>
/// <param name="Scopes">What its token may do.</param>
internal sealed record ScimRequest(
    ConnectionId Connection, ResourceTypeSet Types, ScimAddress Address, string Method, string[] Segments, IQueryCollection Query, JsonElement Body, string? IfMatch, string? IfNoneMatch, TokenScopes Scopes)
{
    /// <summary>What a write that it asks for comes from.</summary>
    public WriteOrigin Origin { get; init; }
}
