using System.Runtime.CompilerServices;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Http;

/// <summary>Makes resource types of what a connection declares: once for each reading of the declaration, and kept no longer than that.</summary>
internal static class ConnectionTypes
{
    private static readonly ConditionalWeakTable<IReadOnlyList<DeclaredSchema>, ResourceTypeSet> Made = [];

    public static ResourceTypeSet Of(IReadOnlyList<DeclaredSchema> declared) => declared.Count == 0 ? ResourceTypeSet.Standard : Made.GetValue(declared, Make);

    private static ResourceTypeSet Make(IReadOnlyList<DeclaredSchema> declared) => ResourceTypeSet.Of(Grown(ResourceTypes.User, declared), Grown(ResourceTypes.Group, declared));

    private static ResourceType Grown(ResourceType type, IReadOnlyList<DeclaredSchema> declared)
    {
        var own = declared.Where(schema => schema.ResourceType == type.Name).ToList();
        return type.With(
            own.Where(schema => schema.IsLive).Select(schema => new SchemaExtension(new SchemaDefinition(schema.Id, schema.Name.Length > 0 ? schema.Name : schema.Id, schema.Description, schema.Attributes.Select(Define)))),
            hidesStoredValues: own.Exists(schema => schema.HasFormerValues));
    }

    private static AttributeDefinition Define(AttributeDeclaration attribute) => new()
    {
        Name = attribute.Name,
        Type = attribute.Type,
        MultiValued = attribute.MultiValued,
        Description = attribute.Description,
        CaseExact = attribute.CaseExact,
        Mutability = attribute.Mutability,
        Returned = attribute.Returned,
        CanonicalValues = attribute.CanonicalValues,
        ReferenceTypes = attribute.ReferenceTypes,
        Of = attribute.SubAttributes.Select(Define).ToList(),
    };
}
