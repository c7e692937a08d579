using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>The path of a PATCH operation: <c>attrPath</c> or <c>valuePath [subAttr]</c> (RFC 7644 §3.5.2, figure 7).</summary>
/// <param name="Attribute">The attribute, and its sub-attribute when there is no filter.</param>
/// <param name="ValueFilter">Which values of a multi-valued attribute are meant; null means all.</param>
/// <param name="SubName">The sub-attribute behind the filter.</param>
internal sealed record PatchPath(AttributePath Attribute, Filter? ValueFilter = null, string? SubName = null)
{
    /// <exception cref="ScimException">400 invalidPath with the position and what was expected there.</exception>
    public static PatchPath Parse(string text)
    {
        if (text.Length > FilterLimits.Length)
            throw ScimException.InvalidPath("The path is longer than 10,000 characters.");
        var reader = new FilterReader(text, isPath: true);
        reader.SkipSpace();
        var attribute = reader.ReadAttributePath();
        var filter = reader.Current == '[' ? FilterParser.ParseBracketed(ref reader) : null;
        var sub = filter is not null && reader.TryRead('.') ? reader.ReadName() : null;
        reader.SkipSpace();
        if (!reader.AtEnd)
            throw reader.Expected("the end of the path");
        return new PatchPath(attribute, filter, sub);
    }

    public override string ToString() =>
        ValueFilter is null ? Attribute.ToString() : SubName is null ? $"{Attribute}[{ValueFilter}]" : $"{Attribute}[{ValueFilter}].{SubName}";
}
