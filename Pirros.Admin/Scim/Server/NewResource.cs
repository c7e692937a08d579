using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Quirks;

namespace Pirros.Admin.Scim.Server;

/// <summary>A resource that is to be created, bound from its body and valid.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Members">Its members; empty for a user.</param>
/// <param name="Ignored">How many attributes of the body were not understood and left out.</param>
internal sealed record NewResource(ScimResource Resource, IReadOnlyList<MemberValue> Members, int Ignored)
{
    /// <summary>The id that it will have, and its <c>meta.created</c>; null when it gets them as it is written.</summary>
    public (string Id, DateTimeOffset Created)? Identity { get; init; }

    /// <exception cref="ScimException">400 for a body that can't be a resource.</exception>
    public static NewResource Bind(JsonElement body, ResourceType type)
    {
        var bound = ResourceBinder.Bind(body, type, KnownQuirks.All);
        var resource = ActiveState.Complete(bound.Resource, before: null);
        ResourceValidator.Validate(resource);
        return new NewResource(resource, type.HasMembers() ? MemberValues.In(body, type) : [], bound.Ignored.Count);
    }
}
