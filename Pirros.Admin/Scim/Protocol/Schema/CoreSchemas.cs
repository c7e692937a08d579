namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The schemas that RFC 7643 defines (§4, §8.7).</summary>
internal static class CoreSchemas
{
    public static SchemaDefinition User { get; } = UserSchema.Create();

    public static SchemaDefinition EnterpriseUser { get; } = EnterpriseUserSchema.Create();

    public static SchemaDefinition Group { get; } = GroupSchema.Create();

    public static SchemaDefinition ServiceProviderConfig { get; } = ServiceProviderConfigSchema.Create();

    public static SchemaDefinition ResourceType { get; } = ResourceTypeSchema.Create();

    public static SchemaDefinition Schema { get; } = SchemaSchema.Create();
}
