using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>What the dialog made.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Token">Its first token; null when the connection was made and its token was not.</param>
internal sealed record CreatedConnection(Connection Connection, IssuedToken? Token);
