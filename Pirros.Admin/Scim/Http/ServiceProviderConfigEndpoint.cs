using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Scim.Server.Bulk;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>The endpoint <c>/ServiceProviderConfig</c> (RFC 7644 §4): what is offered to this connection, its ways to authenticate among it.</summary>
internal sealed class ServiceProviderConfigEndpoint(ITokenStore tokens, TimeProvider clock)
{
    private static readonly ServiceProviderConfigMessage Config = new(ResourceQuery.MaximumCount, ResourceQuery.DefaultCount, BulkOperations.MaximumOperations, ScimBody.MaximumBytes, ETag: true);

    public async ValueTask<ScimAnswer> ReadAsync(ScimRequest request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hasClient = (await tokens.ListAsync(request.Connection, cancel)).Any(token => token.Kind == TokenKind.Client && token.IsLiveAt(now));
        return await DiscoveryEndpoints.One(request, "/ServiceProviderConfig", (json, location) => Config.Write(json, location, hasClient));
    }
}
