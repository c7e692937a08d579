using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Server;

/// <summary>A resource of a query's result, with what it is sorted by.</summary>
/// <param name="Stored">The resource.</param>
/// <param name="Key">As in <see cref="PagePosition"/>.</param>
internal sealed record PlacedResource(StoredResource Stored, ScimValue? Key)
{
    public PagePosition Position => new(Key, Stored.Id);
}
