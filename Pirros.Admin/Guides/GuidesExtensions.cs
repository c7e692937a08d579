using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Guides.Mappings;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Guides;

internal static class GuidesExtensions
{
    public static IServiceCollection AddGuides(this IServiceCollection services)
    {
        foreach (var rule in ScimEvidence.Rules.Concat(EntraEvidence.Rules).Concat(OktaEvidence.Rules))
            services.AddSingleton(rule);
        services.AddSingleton(new KnownAttributes(NamesOf(ResourceTypes.User)));
        return services.AddSingleton<GuideService>();
    }

    private static IEnumerable<string> NamesOf(ResourceType type) => type.Root.Attributes.SelectMany(attribute
        => attribute.IsExtension ? attribute.SubAttributes.Select(part => $"{attribute.Name}:{part.Name}") : [attribute.Name]);
}
