namespace Pirros.Admin.Audit;

/// <summary>An entry as it is kept.</summary>
/// <param name="Entry">What it says.</param>
/// <param name="Number">Its place among its tenant's entries, from 1, without gaps.</param>
/// <param name="Previous">The hash of the entry before it; <see cref="AuditChain.Start"/> for the first.</param>
/// <param name="Hash">Its own hash.</param>
/// <param name="ConnectionName">What the connection is called now; null when the entry concerns none.</param>
public sealed record AuditRecord(AuditEntry Entry, long Number, ReadOnlyMemory<byte> Previous, ReadOnlyMemory<byte> Hash, string? ConnectionName)
{
    /// <summary>Where it stands in a list.</summary>
    public AuditPosition Position => new(Entry.At, Entry.Id);
}

/// <summary>The newest entry of a tenant's chain.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Number">How many entries there are.</param>
/// <param name="Hash">The hash of the newest.</param>
public sealed record AuditHead(Tenants.TenantId Tenant, long Number, ReadOnlyMemory<byte> Hash);

/// <summary>Somebody who appears in the audit.</summary>
/// <param name="Id">The identifier from the sign-in.</param>
/// <param name="Name">What that person was called last.</param>
public sealed record AuditPerson(string Id, string Name);
