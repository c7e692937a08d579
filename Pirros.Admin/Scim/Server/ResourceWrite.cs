using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>A resource to be written.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its id.</param>
/// <param name="Keys">What clients match on.</param>
/// <param name="Meta">Its times, and the version that it is written as.</param>
/// <param name="Document">The JSON as it is sent, but for <c>meta</c> and for what is kept apart.</param>
/// <param name="Members">What happens to its members, in order; nothing for a user.</param>
/// <param name="Change">The id of this change.</param>
internal sealed record ResourceWrite(ResourceType Type, string Id, ResourceKeys Keys, ResourceMeta Meta, byte[] Document, IReadOnlyList<MembershipChange> Members, Guid Change)
{
    /// <summary>What it comes from.</summary>
    public WriteOrigin Origin { get; init; }

    /// <summary>What differs from before, of a resource that was there.</summary>
    public IReadOnlyList<ValueChange> Changed { get; init; } = [];

    /// <summary>The resource once it is written.</summary>
    /// <param name="inGroups">Whether it is a member of a group.</param>
    public StoredResource ToStored(bool inGroups) => new(Type, Id, Meta, Document, inGroups) { LastChange = Change };
}
