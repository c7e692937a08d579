using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>Makes of a resource what the store writes: the document, and beside it what clients match on.</summary>
internal static class ResourceWriting
{
    public static ResourceWrite Of(ScimResource resource, string id, DateTimeOffset created, DateTimeOffset modified, long version, IReadOnlyList<MembershipChange> members)
        => new(
            resource.ResourceType,
            id,
            KeysOf(resource),
            new ResourceMeta(resource.ResourceType.Name, created, modified, version),
            StoredDocument.Write(resource.With(resource.ResourceType.Id, new ScimString(id))),
            members,
            OrderedId.Next(modified));

    /// <summary>What clients match on.</summary>
    public static ResourceKeys KeysOf(ScimResource resource)
    {
        var display = resource.DisplayName is { } shown ? CaseFold.Fold(shown) : null;
        var name = resource.ResourceType.HasActive() ? UserNameFold.Fold(resource.UserName ?? "") : display ?? "";
        return new ResourceKeys(name, resource.ExternalId, resource.Active != false, display, Emails(resource));
    }

    /// <summary>What people call it, at most 200 characters; null when it has no name.</summary>
    public static string? Subject(ScimResource resource) => Shown.Of(resource.DisplayName ?? resource.UserName, 200);

    /// <summary>The same of a stored resource.</summary>
    public static string? Subject(StoredResource stored)
        => Shown.Of(StoredDocument.FindText(stored.Document, "displayName"u8, otherwise: "userName"u8), 200);

    /// <summary>Whether two documents differ in nothing that a client sent: id and meta are the service's own, and members are no part of it.</summary>
    public static bool SameContent(ScimResource before, ScimResource after)
        => Bare(before).Equals(Bare(after));

    /// <summary>Whether resources of a type can be switched off: users can, groups can't.</summary>
    public static bool HasActive(this ResourceType type) => type.Root.Find("active") is not null;

    /// <summary>Whether resources of a type have members that clients change: groups have, users can only be members.</summary>
    public static bool HasMembers(this ResourceType type) => type.KeptApart is { Mutability: not Mutability.ReadOnly };

    private static ScimResource Bare(ScimResource resource)
    {
        var bare = resource.With(resource.ResourceType.Id, null).With(resource.ResourceType.Meta, null);
        return resource.ResourceType.KeptApart is { } apart ? bare.With(apart, null) : bare;
    }

    private static List<string> Emails(ScimResource resource)
    {
        var values = resource.EmailValues;
        return values.Count == 0
            ? []
            : values.Where(v => v.Length <= ResourceKeys.LongestEmail).Select(CaseFold.Fold).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
    }
}
