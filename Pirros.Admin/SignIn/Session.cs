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
public sealed record Session(Guid Id, string Person, TenantId? Tenant, string? AuthoritySession, DateTimeOffset StartedAt, DateTimeOffset RenewedAt, DateTimeOffset EndsAt);
