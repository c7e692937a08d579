using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.SignIn;

/// <summary>Somebody who is signed in, in one browser. It is kept beside the cookie, which alone opens nothing: what is not here any more is over, in every process.</summary>
/// <param name="Id">Names it; stands in the cookie, encrypted with the rest.</param>
/// <param name="Person">Who: the <c>sub</c> of the sign-in.</param>
/// <param name="Tenant">The tenant of a tenant admin; null for support.</param>
/// <param name="AuthoritySession">The authority's own session (<c>sid</c>), by which it may end this one; null when it named none.</param>
/// <param name="StartedAt">When the person signed in.</param>
/// <param name="RenewedAt">When they last did something, to the minute.</param>
/// <param name="EndsAt">When it ends if they do nothing more.</param>
public sealed record Session(Guid Id, string Person, TenantId? Tenant, string? AuthoritySession, DateTimeOffset StartedAt, DateTimeOffset RenewedAt, DateTimeOffset EndsAt)
{
    /// <summary>Who it is in the directory of the tenant's own provider, by which they signed in: the session goes on only while that user is active and among the admins. Null for who signed in otherwise.</summary>
    public DirectoryPerson? Directory { get; init; }
}

/// <summary>A user of a connection's directory.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="User">The id that the endpoint gave.</param>
public sealed record DirectoryPerson(ConnectionId Connection, string User);
