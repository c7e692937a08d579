using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>The deletion of a tenant: how far it is while it runs, and its certificate afterwards. The one row that outlives the tenant (ADR 13).</summary>
internal sealed class TenantDeletionRow
{
    public Guid Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    public required string PersonId { get; init; }

    public required string PersonName { get; init; }

    public required string Reason { get; init; }

    /// <summary>A JSON array of its connections' ids.</summary>
    public required string Connections { get; set; }

    /// <summary>A JSON array of the ids of its pre-flight directories.</summary>
    public required string Sandboxes { get; set; }

    /// <summary>A JSON object: the rows that were removed so far, by table.</summary>
    public required string Removed { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? Certificate { get; set; }
}

internal sealed class TenantDeletionRowConfiguration : IEntityTypeConfiguration<TenantDeletionRow>
{
    public void Configure(EntityTypeBuilder<TenantDeletionRow> table)
    {
        table.ToTable("tenant_deletions");
        table.HasKey(d => d.Id);
        table.HasIndex(d => new { d.TenantId, d.FinishedAt });
        table.HasIndex(d => d.FinishedAt);
        table.Property(d => d.Id).HasColumnName("id");
        table.Property(d => d.TenantId).HasColumnName("tenant_id").HasMaxLength(63);
        table.Property(d => d.Name).HasColumnName("name").HasMaxLength(100);
        table.Property(d => d.BeganAt).HasColumnName("began_at");
        table.Property(d => d.PersonId).HasColumnName("person_id").HasMaxLength(200);
        table.Property(d => d.PersonName).HasColumnName("person_name").HasMaxLength(200);
        table.Property(d => d.Reason).HasColumnName("reason").HasMaxLength(500);
        table.Property(d => d.Connections).HasColumnName("connections");
        table.Property(d => d.Sandboxes).HasColumnName("sandboxes");
        table.Property(d => d.Removed).HasColumnName("removed");
        table.Property(d => d.FinishedAt).HasColumnName("finished_at");
        table.Property(d => d.Certificate).HasColumnName("certificate");
    }
}
