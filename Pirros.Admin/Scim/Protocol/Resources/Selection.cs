using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>A set of attributes, each as a whole or by some of its sub-attributes.</summary>
internal sealed class Selection
{
    private readonly Dictionary<AttributeDefinition, Selection> parts = [];

    /// <summary>Whether the attribute is meant as a whole.</summary>
    public bool IsWhole { get; private set; }

    public bool IsEmpty => parts.Count == 0 && !IsWhole;

    public IEnumerable<AttributeDefinition> Attributes => parts.Keys;

    public Selection? Of(AttributeDefinition attribute) => parts.GetValueOrDefault(attribute);

    public void Add(in AttributeTarget target)
    {
        var here = target.Extension is { } extension ? Part(extension) : this;
        here = here.Part(target.Attribute!);
        if (target.SubAttribute is { } sub)
            here = here.Part(sub);
        here.IsWhole = true;
    }

    private Selection Part(AttributeDefinition attribute)
    {
        if (!parts.TryGetValue(attribute, out var part))
            parts.Add(attribute, part = new Selection());
        return part;
    }
}
