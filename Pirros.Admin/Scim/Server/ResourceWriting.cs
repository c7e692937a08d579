using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>Makes of a resource what the store writes: the document, and beside it what clients match on.</summary>
internal static class ResourceWriting
{
    public static ResourceWrite Of(ScimResource resource, string id, DateTimeOffset created, DateTimeOffset modified, long version)
    {
        var identified = resource.WithIdentity(id, created, modified, EntityTag.Of(version));
        return new ResourceWrite(resource.ResourceType, id, KeysOf(resource), created, modified, version, StoredDocument.Write(identified));
    }

    /// <summary>What clients match on.</summary>
    public static ResourceKeys KeysOf(ScimResource resource)
    {
        var display = resource.DisplayName is { } shown ? CaseFold.Fold(shown) : null;
        var name = resource.ResourceType.HasActive() ? UserNameFold.Fold(resource.UserName ?? "") : display ?? "";
        return new ResourceKeys(name, resource.ExternalId, resource.Active != false, display, Emails(resource));
    }

    /// <summary>What people call it, at most 200 characters; null when it has no name.</summary>
    public static string? Subject(ScimResource resource) => Shown.Of(resource.DisplayName ?? resource.UserName, 200);

    /// <summary>Whether two states of a resource differ in nothing that a client sent: id and meta are the service's own.</summary>
    public static bool SameContent(ScimResource before, ScimResource after)
        => Bare(before).Equals(Bare(after));

    /// <summary>Whether resources of a type can be switched off: users can, groups can't.</summary>
    public static bool HasActive(this ResourceType type) => type.Root.Find("active") is not null;

    private static ScimResource Bare(ScimResource resource) => resource.With(resource.ResourceType.Id, null).With(resource.ResourceType.Meta, null);

    private static List<string> Emails(ScimResource resource)
    {
        var values = resource.EmailValues;
        return values.Count == 0
            ? []
            : values.Where(v => v.Length <= ResourceKeys.LongestEmail).Select(CaseFold.Fold).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
    }
}
