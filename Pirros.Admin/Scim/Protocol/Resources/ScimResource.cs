using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>A resource: its type and an immutable tree of values (RFC 7643 §3).</summary>
internal sealed class ScimResource(ResourceType resourceType, ScimComplex root) : IEquatable<ScimResource>
{
    public ResourceType ResourceType { get; } = resourceType;

    public ScimComplex Root { get; } = root;

    public string? Id => Root.GetText(ResourceType.Id);

    public string? ExternalId => Root.GetText(ResourceType.ExternalId);

    public string? UserName => Text("userName");

    public string? DisplayName => Text("displayName");

    /// <summary>Whether the person may sign in; null when nobody said, which counts as active.</summary>
    public bool? Active => (Root.Get("active") as ScimBoolean)?.Value;

    public DateTimeOffset? Created => (Meta("created") as ScimDateTime)?.Value;

    public DateTimeOffset? LastModified => (Meta("lastModified") as ScimDateTime)?.Value;

    /// <summary>The weak entity tag, <c>W/"…"</c> (RFC 7644 §3.14).</summary>
    public string? Version => (Meta("version") as ScimString)?.Value;

    /// <summary>The <c>value</c> of every e-mail address.</summary>
    public IReadOnlyList<string> EmailValues => Values("emails");

    /// <summary>The value at <c>attribute</c>, <c>attribute.subAttribute</c> or the URN-qualified forms; null for an absent or unknown one.</summary>
    public ScimValue? Find(string path)
    {
        var target = AttributeLookup.Find(ResourceType, path);
        if (target.Attribute is not { } attribute)
            return null;
        var scope = target.Extension is { } extension ? Root.Get(extension) as ScimComplex : Root;
        var value = scope?.Get(attribute);
        return target.SubAttribute is { } sub ? (value as ScimComplex)?.Get(sub) : value;
    }

    /// <summary>The text at a path, as <see cref="Find"/> finds it.</summary>
    public string? Text(string path) => (Find(path) as ScimString)?.Value;

    public ScimResource With(AttributeDefinition attribute, ScimValue? value) => new(ResourceType, Root.With(attribute, value));

    /// <summary>The same resource with the common attributes that the service itself gives (RFC 7643 §3.1).</summary>
    public ScimResource WithIdentity(string id, DateTimeOffset created, DateTimeOffset lastModified, string version)
    {
        var meta = new ScimComplex.Builder(ResourceType.Meta.Shape);
        meta.Set(MetaAttribute("resourceType"), new ScimString(ResourceType.Name));
        meta.Set(MetaAttribute("created"), new ScimDateTime(created));
        meta.Set(MetaAttribute("lastModified"), new ScimDateTime(lastModified));
        meta.Set(MetaAttribute("version"), new ScimString(version));
        return new ScimResource(ResourceType, Root.With(ResourceType.Id, new ScimString(id)).With(ResourceType.Meta, meta.ToComplex()));
    }

    /// <summary>The same resource with <c>meta.location</c>, which is never stored.</summary>
    public ScimResource WithLocation(string location) =>
        With(ResourceType.Meta, (Root.Get(ResourceType.Meta) as ScimComplex ?? ScimComplex.Empty(ResourceType.Meta.Shape))
            .With(MetaAttribute("location"), new ScimString(location)));

    public bool Equals(ScimResource? other) => other is not null && ResourceType.Name == other.ResourceType.Name && Root.Equals(other.Root);

    public override bool Equals(object? obj) => Equals(obj as ScimResource);

    public override int GetHashCode() => Root.GetHashCode();

    private AttributeDefinition MetaAttribute(string name) => ResourceType.Meta.FindSubAttribute(name)!;

    private ScimValue? Meta(string name) => (Root.Get(ResourceType.Meta) as ScimComplex)?.Get(MetaAttribute(name));

    private List<string> Values(string attribute)
    {
        if (ResourceType.Root.Find(attribute) is not { } definition || Root.Get(definition) is not ScimMultiValue values)
            return [];
        var texts = new List<string>(values.Count);
        foreach (var item in values.Items)
        {
            if ((item as ScimComplex)?.GetText(definition.Shape.Value) is { } text)
                texts.Add(text);
        }

        return texts;
    }
}
