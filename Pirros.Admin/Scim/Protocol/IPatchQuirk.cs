using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol;

/// <summary>Puts one client's way of writing PATCH operations right before they are applied.</summary>
internal interface IPatchQuirk
{
    /// <returns>The operations as the standard has them; the same list when there was nothing to do.</returns>
    IReadOnlyList<PatchOperation> Rewrite(IReadOnlyList<PatchOperation> operations, ResourceType type);
}
