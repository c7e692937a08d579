namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>The core Group schema (RFC 7643 §4.2, §8.7.1).</summary>
internal static class GroupSchema
{
    public const string Id = "urn:ietf:params:scim:schemas:core:2.0:Group";

    public static SchemaDefinition Create() => new(Id, "Group", "A group of people.",
    [
        new() { Name = "displayName", Required = true, Description = "The name of the group." },
        new()
        {
            Name = "members",
            Type = AttributeType.Complex,
            MultiValued = true,
            KeptApart = true,
            Description = "Who is in the group.",
            Of =
            [
                new() { Name = "value", Mutability = Mutability.Immutable, Description = "The member's id." },
                new()
                {
                    Name = "$ref", Type = AttributeType.Reference, Mutability = Mutability.Immutable, IsMade = true, ReferenceTypes = ["User", "Group"],
                    Description = "The member's URI.",
                },
                new() { Name = "type", Mutability = Mutability.Immutable, CanonicalValues = ["User", "Group"], Description = "What the member is." },
                new() { Name = "display", Mutability = Mutability.Immutable, Description = "The member's name; the service's own when none was given." },
            ],
        },
    ]);
}
