using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Server;

/// <summary>A resource as the store keeps it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its id (RFC 7643 §3.1).</param>
/// <param name="Meta">What is known of it; its version is its ETag.</param>
/// <param name="Document">The JSON as it is sent, but for <c>meta</c> and for what is kept apart.</param>
/// <param name="InGroups">Whether it is a user that is a member of a group.</param>
internal sealed record StoredResource(ResourceType Type, string Id, ResourceMeta Meta, byte[] Document, bool InGroups = false)
{
    /// <summary>The id of the change that made it what it is; null when that is not known.</summary>
    public Guid? LastChange { get; init; }

    public long Version => Meta.Version;

    /// <summary>The resource with its <c>meta</c>, without what is kept apart and without a location.</summary>
    public ScimResource Read() => StoredDocument.Read(Document, Type).WithIdentity(Id, Meta.Created, Meta.LastModified, EntityTag.Of(Version));
}
