namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>What a dotted or URN-qualified name stands for in a resource type; all null when it is unknown.</summary>
/// <param name="Extension">The extension the attribute belongs to.</param>
/// <param name="Attribute">The attribute; an extension's pseudo-attribute when the name is its URN alone.</param>
/// <param name="SubAttribute">The sub-attribute, when one is named.</param>
/// <param name="IsRoot">Whether the name is the core schema's URN alone, which stands for the resource itself.</param>
internal readonly record struct AttributeTarget(
    AttributeDefinition? Extension,
    AttributeDefinition? Attribute,
    AttributeDefinition? SubAttribute,
    bool IsRoot = false)
{
    public bool IsUnknown => Attribute is null && !IsRoot;

    /// <summary>The attribute whose values are meant: the sub-attribute, or else the attribute.</summary>
    public AttributeDefinition Leaf => SubAttribute ?? Attribute!;
}
