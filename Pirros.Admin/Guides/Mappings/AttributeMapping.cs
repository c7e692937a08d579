namespace Pirros.Admin.Guides.Mappings;

/// <summary>What one of the five attributes is filled from in a provider's console.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Source">The source attribute or the expression, exactly as it is entered.</param>
/// <param name="Where">Where and how it is entered, as a sentence.</param>
public sealed record AttributeMapping(MappingTarget Attribute, string Source, string Where)
{
    /// <summary>Whether the provider sends it without anybody entering a source.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>What to enter instead, and where and how, when some people have nothing in the source; null when there is nothing better.</summary>
    public (string Source, string Where)? Instead { get; init; }
}
