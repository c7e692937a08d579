using Pirros.Admin.Connections;

namespace Pirros.Admin.Guides;

/// <summary>Where an attribute of a declared schema is entered in the provider's own console, and what its fields are called there.</summary>
/// <param name="Where">The way there, as a sentence.</param>
/// <param name="Schema">The provider's word for the schema's URN.</param>
/// <param name="Attribute">Its word for what names the attribute.</param>
/// <param name="Qualified">Whether that name holds the URN; otherwise the URN has a field of its own.</param>
internal sealed record AttributeWords(string Where, string Schema, string Attribute, bool Qualified)
{
    private static AttributeWords Entra => new(
        GuideTexts.AttributesEntra, "Schema", "Name", true);

    private static AttributeWords Okta => new(
        GuideTexts.AttributesOkta, "External namespace", "External name", false);

    private static AttributeWords Other => new(GuideTexts.AttributesOther, GuideTexts.Schema, GuideTexts.FullName, true);

    /// <summary>The words of a provider.</summary>
    public static AttributeWords For(IdentityProvider provider) => provider switch
    {
        IdentityProvider.EntraId => Entra,
        IdentityProvider.Okta => Okta,
        _ => Other,
    };

    /// <summary>What to enter for the attribute of that name.</summary>
    public string Enter(string urn, string name) => Qualified ? $"{urn}:{name}" : name;
}
