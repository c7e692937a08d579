using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>What an operation may not do to a value: leave a required one blank, or change an immutable one (RFC 7644 §3.5.2).</summary>
internal static class Guard
{
    /// <summary>A "remove" may not take the value of a required or immutable attribute away (RFC 7644 §3.5.2.2).</summary>
    public static void Removal(AttributeDefinition attribute, ScimValue? before, PatchPath path)
    {
        if (before is not null && (attribute.Required || attribute.Mutability == Mutability.Immutable))
            throw CannotBeRemoved(path);
    }

    public static ScimException CannotBeRemoved(PatchPath path) =>
        ScimException.Mutability($"{path}: the value can't be removed, since the attribute is required or can't be changed.");

    public static void Change(AttributeDefinition attribute, ScimValue? before, ScimValue? after, PatchPath path)
    {
        if (attribute.Required && ResourceValidator.IsBlank(after))
            throw ScimException.InvalidValue($"{path}: a value is required.");
        if (attribute.Mutability == Mutability.Immutable && before is not null && !before.Equals(after))
            throw ScimException.Mutability($"{path}: the value can't be changed once it is set.");
    }
}
