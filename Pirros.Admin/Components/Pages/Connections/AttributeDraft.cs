using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>An attribute while somebody types it.</summary>
/// <param name="added">Whether it was asked for, and so takes the focus.</param>
public sealed class AttributeDraft(bool added)
{
    /// <summary>Whether it was asked for, and so takes the focus.</summary>
    public bool Added { get; } = added;

    /// <summary>The name, as it was typed.</summary>
    public string? Name { get; set; }

    /// <summary>The data type.</summary>
    public AttributeType Type { get; set; }

    /// <summary>Whether it has several values.</summary>
    public bool MultiValued { get; set; }

    /// <summary>What was typed, as a declaration.</summary>
    public AttributeDeclaration ToDeclaration() => new() { Name = Name ?? "", Type = Type, MultiValued = MultiValued };
}
