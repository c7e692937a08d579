using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>The user with one more extension, as a connection may declare it: with every type of attribute, single and multi-valued, alone and inside others.</summary>
internal static class TestUser
{
    public const string Extension = "urn:example:params:scim:schemas:extension:test:2.0:User";

    public static ResourceType Type { get; } = ResourceTypes.User.With([new SchemaExtension(new SchemaDefinition(Extension, "TestUser", "Every type of attribute.",
    [
        .. Simple("", multiValued: false),
        .. Simple("Many", multiValued: true),
        new() { Name = "desk", Type = AttributeType.Complex, Of = [.. Simple("", multiValued: false), .. Simple("Many", multiValued: true)] },
        new()
        {
            Name = "devices", Type = AttributeType.Complex, MultiValued = true,
            Of = [Define.Text("value", ""), Define.Text("type", ""), Define.Primary(), .. Simple("", multiValued: false), .. Simple("Many", multiValued: true)],
        },
    ]))]);

    /// <summary>The resource without <c>meta</c>, which is the service's own.</summary>
    public static ScimResource Bare(ScimResource resource) => resource.With(resource.ResourceType.Meta, null);

    private static IEnumerable<AttributeDefinition> Simple(string suffix, bool multiValued) =>
    [
        new() { Name = "word" + suffix, MultiValued = multiValued },
        new() { Name = "code" + suffix, MultiValued = multiValued, CaseExact = true },
        new() { Name = "flag" + suffix, MultiValued = multiValued, Type = AttributeType.Boolean },
        new() { Name = "level" + suffix, MultiValued = multiValued, Type = AttributeType.Integer },
        new() { Name = "score" + suffix, MultiValued = multiValued, Type = AttributeType.Decimal },
        new() { Name = "since" + suffix, MultiValued = multiValued, Type = AttributeType.DateTime },
        new() { Name = "key" + suffix, MultiValued = multiValued, Type = AttributeType.Binary, CaseExact = true },
        new() { Name = "link" + suffix, MultiValued = multiValued, Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["external"] },
    ];
}
