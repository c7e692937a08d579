using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>An operation with a path, bound to the schema.</summary>
/// <param name="Op">What to do.</param>
/// <param name="Target">The attribute, and the sub-attribute when one is named, with or without a filter.</param>
/// <param name="Filter">Which values are meant; null means all.</param>
/// <param name="Value">The value as it was sent.</param>
/// <param name="Path">The path as it was sent, for errors.</param>
internal readonly record struct BoundOperation(PatchOp Op, AttributeTarget Target, BoundFilter? Filter, JsonElement? Value, PatchPath Path)
{
    public AttributeDefinition Attribute => Target.Attribute!;

    /// <summary>The value, or JSON's undefined when none was sent.</summary>
    public JsonElement Json => Value ?? default;

    /// <summary>Whether values of a multi-valued attribute are meant one by one.</summary>
    public bool SelectsValues => Attribute.MultiValued && (Filter is not null || Target.SubAttribute is not null);
}
