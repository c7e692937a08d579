using Pirros.Admin.Tenants;

namespace Pirros.Admin.Connections;

/// <summary>One identity provider of a tenant.</summary>
/// <param name="Id">Its key, which stands in its values.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Name">What the tenant's admins call it.</param>
/// <param name="Provider">What is at the other end.</param>
/// <param name="Enabled">Whether the endpoint answers it. One that is off answers like one that does not exist.</param>
/// <param name="EntityId">The SAML Entity ID, fixed when the connection was made: it is entered at the identity provider, so a later change of template must not change it.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
public sealed record Connection(ConnectionId Id, TenantId Tenant, string Name, IdentityProvider Provider, bool Enabled, string EntityId, DateTimeOffset CreatedAt);
