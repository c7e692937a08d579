namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>
/// The attributes that every resource has without a schema declaring them (RFC 7643 §3.1). Each resource type gets its own, because
/// an attribute's slot depends on what stands before it.
/// </summary>
internal static class CommonAttributes
{
    public static AttributeDefinition NewId() => new()
    {
        Name = "id",
        Description = "The identifier that this service gave the resource.",
        Required = true,
        CaseExact = true,
        Mutability = Mutability.ReadOnly,
        Returned = Returned.Always,
        Uniqueness = Uniqueness.Server,
    };

    public static AttributeDefinition NewExternalId() => new()
    {
        Name = "externalId",
        Description = "The identifier that the provisioning client gave the resource.",
        CaseExact = true,
    };

    public static AttributeDefinition NewMeta() => new()
    {
        Name = "meta",
        Type = AttributeType.Complex,
        Description = "What the service knows of the resource itself.",
        Mutability = Mutability.ReadOnly,
        Of =
        [
            new() { Name = "resourceType", CaseExact = true, Mutability = Mutability.ReadOnly, Description = "The name of the resource type." },
            new() { Name = "created", Type = AttributeType.DateTime, Mutability = Mutability.ReadOnly, Description = "When the resource was added." },
            new() { Name = "lastModified", Type = AttributeType.DateTime, Mutability = Mutability.ReadOnly, Description = "When the resource last changed." },
            new() { Name = "version", CaseExact = true, Mutability = Mutability.ReadOnly, Description = "The entity tag of the resource." },
            new()
            {
                Name = "location", Type = AttributeType.Reference, CaseExact = true, Mutability = Mutability.ReadOnly, IsMade = true, ReferenceTypes = ["uri"],
                Description = "The URI of the resource.",
            },
        ],
    };
}
