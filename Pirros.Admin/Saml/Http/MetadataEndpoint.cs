using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml.Http;

/// <summary>Our own metadata of a connection, for providers that read it: what stands on its page, and no secret. Its address names the connection by 80 random bits.</summary>
internal static class MetadataEndpoint
{
    public static async Task<IResult> ReadAsync(HttpContext http, IConnectionStore connections, ConnectionValueBuilder values, string id)
    {
        if (!ConnectionId.TryParse(id, out var named) || await connections.FindAsync(named, http.RequestAborted) is not { Enabled: true } connection)
            return Results.NotFound();
        var built = values.Build(connection, RequestOrigin.Of(http.Request));
        return Results.File(ServiceMetadata.Write(built.EntityId, built.ReplyUrl), ServiceMetadata.ContentType, $"pirros-{connection.Id}-metadata.xml");
    }
}
