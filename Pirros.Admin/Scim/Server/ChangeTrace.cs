namespace Pirros.Admin.Scim.Server;

/// <summary>How a change of a resource is found again: the resource names its last change, and each change names the one before.</summary>
/// <param name="Id">The id of this change, by which it is recorded.</param>
/// <param name="Previous">The id of the change before; null when this one made the resource.</param>
internal readonly record struct ChangeTrace(Guid Id, Guid? Previous);
