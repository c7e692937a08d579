using System.Net;
using Microsoft.Extensions.Options;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Connections;

/// <summary>Builds every value of every connection, from the templates in configuration. Nothing else does.</summary>
public sealed class ConnectionValueBuilder(IOptions<ConnectionsOptions> options)
{
    private readonly ConnectionsOptions _options = options.Value;

    /// <summary>The Entity ID that a new connection gets for good.</summary>
    public string EntityIdFor(TenantId tenant, ConnectionId connection) => Fill(_options.EntityIdTemplate, _options.Origin, tenant, connection);

    /// <summary>The values of a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="portalOrigin">Scheme, host and port under which the portal was reached, such as <c>http://localhost:5080</c>; used when no origin is configured.</param>
    public ConnectionValues Build(Connection connection, string portalOrigin)
    {
        var origin = Origin(portalOrigin);
        var scimUrl = Fill(_options.ScimUrlTemplate, origin, connection.Tenant, connection.Id);
        return new ConnectionValues(
            connection.Id.Value,
            connection.EntityId,
            Fill(_options.ReplyUrlTemplate, origin, connection.Tenant, connection.Id),
            scimUrl,
            !IsThisMachine(scimUrl));
    }

    /// <summary>The SCIM base URL of a connection, for the <c>meta.location</c> of its resources.</summary>
    public string ScimUrlFor(TenantId tenant, ConnectionId connection, string portalOrigin) => Fill(_options.ScimUrlTemplate, Origin(portalOrigin), tenant, connection);

    private string Origin(string portalOrigin) => _options.Origin.Length > 0 ? _options.Origin : portalOrigin.TrimEnd('/');

    private static string Fill(string template, string origin, TenantId tenant, ConnectionId connection)
        => template.Replace("{origin}", origin, StringComparison.Ordinal)
            .Replace("{tenant}", tenant.Value, StringComparison.Ordinal)
            .Replace("{connectionId}", connection.Value, StringComparison.Ordinal);

    private static bool IsThisMachine(string url)
    {
        var host = new Uri(url).IdnHost;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
    }
}
