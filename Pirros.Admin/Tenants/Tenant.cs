namespace Pirros.Admin.Tenants;

/// <summary>A customer firm.</summary>
/// <param name="Id">Its short name.</param>
/// <param name="Name">Its name as people say it.</param>
/// <param name="CreatedAt">When it was added, in UTC.</param>
public sealed record Tenant(TenantId Id, string Name, DateTimeOffset CreatedAt);
