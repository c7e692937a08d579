namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>The attribute has a value (<c>pr</c>).</summary>
internal sealed record PresentFilter(AttributePath Path) : Filter;
