using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>Says what a token may not do. Whoever holds a good token may know it; what it may be used from is told to nobody outside.</summary>
internal static class ScopeRefusal
{
    /// <param name="missing">The scopes that it lacks.</param>
    public static ScimException Of(TokenScopes missing)
        => ScimException.Forbidden($"This token lacks the scope {string.Join(" and ", ScopeNames.Of(missing))}. What it may do can be changed in Pirros Admin, on the connection's page under Tokens.");

    /// <summary>The same for a client that knows OAuth (RFC 6750 §3.1).</summary>
    public static string ChallengeOf(TokenScopes missing) => $"Bearer error=\"insufficient_scope\", scope=\"{ScopeNames.TextOf(missing)}\"";

    /// <summary>Of a token that came from where it may not be used.</summary>
    public static ScimException OfAddress => ScimException.Forbidden("This token may not be used from this address. Where it may be used from can be changed in Pirros Admin, on the connection's page under Tokens.");
}
