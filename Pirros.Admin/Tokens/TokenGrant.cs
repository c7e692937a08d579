using System.Net;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tokens;

/// <summary>What a token opens, and until when.</summary>
/// <param name="Tenant">The tenant of the connection.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Token">The token.</param>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="ConnectionEnabled">Whether the connection is on.</param>
/// <param name="EndsAt">When the token stops being accepted; null when never.</param>
/// <param name="Schemas">The schemas that the connection declares.</param>
public sealed record TokenGrant(TenantId Tenant, ConnectionId Connection, TokenId Token, byte[] Hash, bool ConnectionEnabled, DateTimeOffset? EndsAt, IReadOnlyList<DeclaredSchema> Schemas)
{
    /// <summary>What kind of credential it is.</summary>
    public TokenKind Kind { get; init; }

    /// <summary>What it may do.</summary>
    public TokenScopes Scopes { get; init; } = TokenScopes.All;

    /// <summary>Where it may be used from; null for anywhere.</summary>
    public AddressRanges? From { get; init; }

    /// <summary>The directory that it opens: the connection's, or that of a pre-flight run behind the same endpoint.</summary>
    public ConnectionId Directory { get; init; } = Connection;

    /// <summary>Whether deactivations of the connection wait for a person or were decided about.</summary>
    public bool HoldsSomebody { get; init; }

    /// <summary>Whether it opens the directory of a pre-flight run, of which nothing is recorded.</summary>
    public bool IsSandbox => Directory != Connection;

    /// <summary>Whether it may be used from an address.</summary>
    public bool IsOpenTo(IPAddress? address) => From is null || From.Contains(address);
}
