namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The resource types of one connection: the standard's, with the extensions that the connection declares.</summary>
internal sealed class ResourceTypeSet
{
    private ResourceTypeSet(ResourceType user, ResourceType group, IEnumerable<SchemaDefinition> declared)
    {
        (User, Group) = (user, group);
        All = [user, group];
        Schemas = [CoreSchemas.User, CoreSchemas.EnterpriseUser, CoreSchemas.Group, .. declared, CoreSchemas.ServiceProviderConfig, CoreSchemas.ResourceType, CoreSchemas.Schema];
    }

    /// <summary>Of a connection that declares nothing.</summary>
    public static ResourceTypeSet Standard { get; } = new(ResourceTypes.User, ResourceTypes.Group, []);

    public ResourceType User { get; }

    public ResourceType Group { get; }

    /// <summary>All of them, as a query below the root finds them (RFC 7644 §3.4.2.1).</summary>
    public IReadOnlyList<ResourceType> All { get; }

    /// <summary>Every schema that <c>/Schemas</c> describes (RFC 7643 §7).</summary>
    public IReadOnlyList<SchemaDefinition> Schemas { get; }

    /// <summary>The standard's types, grown by what a connection declares.</summary>
    public static ResourceTypeSet Of(ResourceType user, ResourceType group) => new(user, group, user.Extensions.Concat(group.Extensions).Select(extension => extension.Schema).Where(schema => schema != CoreSchemas.EnterpriseUser));

    /// <summary>The type at an endpoint such as <c>Users</c>, in any case; null when there is none.</summary>
    public ResourceType? At(ReadOnlySpan<char> endpoint)
    {
        foreach (var type in All)
        {
            if (type.Endpoint.AsSpan(1).Equals(endpoint, StringComparison.OrdinalIgnoreCase))
                return type;
        }

        return null;
    }

    /// <summary>The type of that name, in any case; null when there is none.</summary>
    public ResourceType? Named(string name) => All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
