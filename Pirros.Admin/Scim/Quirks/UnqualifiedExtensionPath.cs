using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Quirks;

/// <summary>
/// Entra ID names attributes of the enterprise extension in a PATCH path without their URN.
/// <para>Sent: <c>"path": "manager"</c></para>
/// <para>Meant: <c>"path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"</c> (RFC 7644 §3.10)</para>
/// </summary>
internal sealed class UnqualifiedExtensionPath : IPatchQuirk
{
    public IReadOnlyList<PatchOperation> Rewrite(IReadOnlyList<PatchOperation> operations, ResourceType type)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i].Path is not { Attribute: { Urn: null } attribute } path || type.Root.Find(attribute.Name) is not null)
                continue;
            foreach (var extension in type.Extensions)
            {
                if (extension.Schema.Find(attribute.Name) is null)
                    continue;
                var rewritten = operations.ToArray();
                rewritten[i] = operations[i] with { Path = path with { Attribute = attribute with { Urn = extension.Schema.Id } } };
                operations = rewritten;
                break;
            }
        }

        return operations;
    }
}
