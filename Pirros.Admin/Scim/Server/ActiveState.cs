using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Server;

/// <summary>
/// What it means when a client leaves <c>active</c> out (RFC 7644 §3.5.1 leaves the choice to the service provider): a new user is active, and silence never lets a
/// deactivated person back in.
/// </summary>
internal static class ActiveState
{
    /// <summary>A create or a replacement that does not say it: what it was, or active when it is new.</summary>
    public static ScimResource Complete(ScimResource resource, ScimResource? before)
        => resource.Active is null && resource.ResourceType.Root.Find("active") is { } active
            ? resource.With(active, ScimBoolean.Of(before?.Active ?? true))
            : resource;

    /// <summary>A patch that removes it: absent, which counts as active, unless the person was deactivated.</summary>
    public static ScimResource Keep(ScimResource resource, ScimResource before) => before.Active == false ? Complete(resource, before) : resource;
}
