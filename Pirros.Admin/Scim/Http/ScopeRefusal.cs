using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>Says what a token may not do. Whoever holds a good token may know it; what it may be used from is told to nobody outside.</summary>
internal static class ScopeRefusal
{
    /// <param name="missing">The scopes that it lacks.</param>
    public static ScimException Of(TokenScopes missing)
        => ScimException.Forbidden($"This token lacks the scope {string.Join(" and ", ScopeNames.Of(missing))}. What it may do can be changed in Pirros Admin, on the connection's page under Tokens.");

    public static ScimException OfAddress => ScimException.Forbidden("This token may not be used from this address. Where it may be used from can be changed in Pirros Admin, on the connection's page under Tokens.");
}
