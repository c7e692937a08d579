using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Guides;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>One declared schema: its attributes, and what to enter for each at the provider.</summary>
public partial class DeclaredSchemaGroup
{
    private readonly string _titleId = $"schema-{Guid.CreateVersion7():N}";

    /// <summary>Where the attributes are entered.</summary>
    [Parameter, EditorRequired]
    public IdentityProvider Provider { get; set; }

    /// <summary>The schema.</summary>
    [Parameter, EditorRequired]
    public DeclaredSchema Schema { get; set; } = null!;

    /// <summary>An attribute is to go; the whole schema when null.</summary>
    [Parameter]
    public EventCallback<AttributeDeclaration?> Remove { get; set; }

    private AttributeWords Terms => AttributeWords.For(Provider);

    private string Title => (Schema.Name.Length == 0, Schema.ResourceType == "Group") switch
    {
        (true, true) => ConnectionPageTexts.ForGroups,
        (true, false) => ConnectionPageTexts.ForUsers,
        (false, true) => ConnectionPageTexts.FormatNamedForGroups(Schema.Name),
        (false, false) => ConnectionPageTexts.FormatNamedForUsers(Schema.Name),
    };

    private static string Form(AttributeDeclaration attribute)
    {
        var type = attribute.SubAttributes.Count == 0 ? Words.Of(attribute.Type) : ConnectionPageTexts.FormatComplexOf(Words.Of(attribute.Type), string.Join(", ", attribute.SubAttributes.Select(sub => sub.Name)));
        return attribute.MultiValued ? ConnectionPageTexts.FormatWithSeveralValues(type) : type;
    }

    /// <summary>A provider fills the parts of a complex attribute one by one; of several values it names the whole.</summary>
    private static IEnumerable<string> Names(AttributeDeclaration attribute)
        => attribute is { Type: AttributeType.Complex, MultiValued: false } ? attribute.SubAttributes.Select(sub => $"{attribute.Name}.{sub.Name}") : [attribute.Name];
}
