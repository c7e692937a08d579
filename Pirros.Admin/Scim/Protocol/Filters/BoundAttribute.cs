using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// An attribute of a filter, bound to the schema. Inside a value path, <see cref="Attribute"/> is a sub-attribute of the value.
/// </summary>
/// <param name="Extension">The extension the attribute belongs to, or null.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="SubAttribute">The sub-attribute that is compared; <c>value</c> when a multi-valued complex attribute was named alone.</param>
internal sealed record BoundAttribute(AttributeDefinition? Extension, AttributeDefinition Attribute, AttributeDefinition? SubAttribute)
{
    /// <summary>The attribute whose values are compared.</summary>
    public AttributeDefinition Leaf => SubAttribute ?? Attribute;

    /// <summary>The canonical name, for example <c>emails.value</c> or <c>urn:…:User:manager.displayName</c>.</summary>
    public string Name => (Extension is null ? "" : Extension.Name + ":") + Attribute.Name + (SubAttribute is null ? "" : "." + SubAttribute.Name);

    public override string ToString() => Name;
}
