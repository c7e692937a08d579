namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The resource types of this service (RFC 7643 §4, §6).</summary>
internal static class ResourceTypes
{
    public static ResourceType User { get; } =
        new("User", "/Users", "User Account: a person who may sign in.", CoreSchemas.User, [new SchemaExtension(CoreSchemas.EnterpriseUser)]);

    public static ResourceType Group { get; } = new("Group", "/Groups", "A group of people.", CoreSchemas.Group, []);

    /// <summary>All of them, as a query below the root finds them (RFC 7644 §3.4.2.1).</summary>
    public static IReadOnlyList<ResourceType> All { get; } = [User, Group];
}
