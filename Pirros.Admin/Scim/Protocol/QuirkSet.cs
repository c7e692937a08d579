using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol;

/// <summary>The deviations to put right: of values, before binding, and of operations, before patching.</summary>
internal sealed class QuirkSet(IEnumerable<IValueQuirk> values, IEnumerable<IPatchQuirk> patches)
{
    private readonly IValueQuirk[] values = [.. values];
    private readonly IPatchQuirk[] patches = [.. patches];

    /// <summary>The plain protocol.</summary>
    public static QuirkSet None { get; } = new([], []);

    public JsonElement Normalise(AttributeDefinition attribute, JsonElement value)
    {
        foreach (var quirk in values)
        {
            if (quirk.TryNormalise(attribute, value, out var normalised))
                value = normalised;
        }

        return value;
    }

    public IReadOnlyList<PatchOperation> Rewrite(IReadOnlyList<PatchOperation> operations, ResourceType type)
    {
        foreach (var quirk in patches)
            operations = quirk.Rewrite(operations, type);
        return operations;
    }
}
