using Pirros.Admin.Scim.Protocol;

namespace Pirros.Admin.Scim.Quirks;

/// <summary>Every deviation that is put right. To add one: a file beside this one, and a line here.</summary>
internal static class KnownQuirks
{
    public static QuirkSet All { get; } = new([new ManagerValue(), new RoleAsJsonText()], [new UnqualifiedExtensionPath()]);
}
