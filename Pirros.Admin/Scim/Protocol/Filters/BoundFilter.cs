namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>
/// A filter bound to a resource type: known attributes, literals of their types. A comparison with null or with empty text is already a
/// test of presence, so that a comparison always has a value.
/// </summary>
internal abstract record BoundFilter;
