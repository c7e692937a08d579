using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Server;

/// <summary>
/// Keeps <c>active</c> said on every user: a new user is active unless the client says otherwise, and a change that leaves it out keeps what it was. An identity
/// provider that forgets to send it must not let a deactivated person back in (RFC 7644 §3.5.1 leaves the choice to the service provider).
/// </summary>
internal static class ActiveState
{
    public static ScimResource Complete(ScimResource resource, ScimResource? before)
        => resource.Active is null && resource.ResourceType.Root.Find("active") is { } active
            ? resource.With(active, ScimBoolean.Of(before?.Active ?? true))
            : resource;
}
