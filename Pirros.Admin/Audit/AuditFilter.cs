using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>Which entries are wanted; what is null does not narrow.</summary>
/// <param name="Tenant">Those of one tenant.</param>
/// <param name="Connection">Those that concern one connection.</param>
/// <param name="Person">Those of one person, by the identifier from the sign-in.</param>
/// <param name="Kind">Those of one kind: what stands before the dot of an action, such as <c>token</c>.</param>
/// <param name="From">Those from this moment on.</param>
/// <param name="Until">Those before this moment.</param>
public sealed record AuditFilter(
    TenantId? Tenant = null, ConnectionId? Connection = null, string? Person = null, string? Kind = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <summary>Whether it narrows at all beyond the tenant.</summary>
    public bool Narrows => this != new AuditFilter(Tenant);
}

/// <summary>Which way a page lies from a position, and from which.</summary>
/// <param name="Before">The newest entries that are older than this.</param>
/// <param name="After">The oldest entries that are newer than this.</param>
public readonly record struct AuditTurn(AuditPosition? Before = null, AuditPosition? After = null);

/// <summary>A page of entries, newest first.</summary>
/// <param name="Records">The entries.</param>
/// <param name="Newer">Where the page of newer ones begins; null when there are none.</param>
/// <param name="Older">Where the page of older ones begins; null when there are none.</param>
public sealed record AuditListing(IReadOnlyList<AuditRecord> Records, AuditPosition? Newer, AuditPosition? Older);
