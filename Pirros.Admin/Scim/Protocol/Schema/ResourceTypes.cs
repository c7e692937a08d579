namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The resource types of the standard (RFC 7643 §4, §6).</summary>
internal static class ResourceTypes
{
    public static ResourceType User { get; } =
        new("User", "/Users", "User Account: a person who may sign in.", CoreSchemas.User, [new SchemaExtension(CoreSchemas.EnterpriseUser)]);

    public static ResourceType Group { get; } = new("Group", "/Groups", "A group of people.", CoreSchemas.Group, []);
}
