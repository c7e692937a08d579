using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Audit;

namespace Pirros.Admin.Storage.Rows;

/// <summary>The newest entry of a tenant's audit. Who writes another holds this row until the commit, so that there is one next entry.</summary>
internal sealed class AuditHeadRow
{
    public required string TenantId { get; init; }

    public long Number { get; init; }

    public required byte[] Hash { get; init; }
}

internal sealed class AuditHeadRowConfiguration : IEntityTypeConfiguration<AuditHeadRow>
{
    public void Configure(EntityTypeBuilder<AuditHeadRow> table)
    {
        table.ToTable("audit_heads");
        table.HasKey(h => h.TenantId);
        table.Property(h => h.TenantId).HasColumnName("tenant_id").HasMaxLength(63);
        table.Property(h => h.Number).HasColumnName("number");
        table.Property(h => h.Hash).HasColumnName("hash").HasMaxLength(AuditChain.HashLength);
    }
}
