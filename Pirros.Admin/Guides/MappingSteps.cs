using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>The steps for the five attributes.</summary>
internal static class MappingSteps
{
    /// <summary>The step for one of them.</summary>
    /// <param name="prefix">What the ids of the provider's steps begin with.</param>
    /// <param name="mapping">What it is filled from.</param>
    /// <param name="client">The provider as the subject of a sentence.</param>
    public static GuideStep Of(string prefix, AttributeMapping mapping, string client) => new(
        $"{prefix}-{mapping.Attribute.Rule.Mark}",
        GuideTexts.FormatMapAttribute(mapping.Attribute.Path),
        [new GuideLine(mapping.IsAutomatic ? mapping.Where : "") { Field = mapping.IsAutomatic ? null : new GuideField(mapping.Attribute.Path, GuideValue.Text, mapping.Source) }])
    {
        Evidence = new StepEvidence(mapping.Attribute.Rule, GuideTexts.FormatSeenMapping(client, "{0}"), GuideTexts.TicksMapping),
    };
}
