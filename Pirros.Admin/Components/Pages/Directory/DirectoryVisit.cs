using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>Who looks at which connection, and whether personal data is shown.</summary>
/// <param name="Actor">The person.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Disclosure">The reason that support gave; null when there is none.</param>
public sealed record DirectoryVisit(Actor Actor, ConnectionId Connection, Disclosure? Disclosure)
{
    /// <summary>Whether personal data is masked.</summary>
    public bool Masked => DirectoryService.Masks(Actor, Connection, Disclosure);
}
