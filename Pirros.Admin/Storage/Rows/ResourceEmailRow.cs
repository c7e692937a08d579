using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>An e-mail value of a user, case-folded, so that a match on it is one index look-up.</summary>
internal sealed class ResourceEmailRow
{
    public required string ConnectionId { get; init; }

    public required string ValueKey { get; init; }

    public required string ResourceId { get; init; }
}

internal sealed class ResourceEmailRowConfiguration : IEntityTypeConfiguration<ResourceEmailRow>
{
    public void Configure(EntityTypeBuilder<ResourceEmailRow> table)
    {
        table.ToTable("resource_emails");
        table.HasKey(e => new { e.ConnectionId, e.ValueKey, e.ResourceId });
        table.HasIndex(e => new { e.ConnectionId, e.ResourceId });
        table.Property(e => e.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(e => e.ValueKey).HasColumnName("value_key").HasMaxLength(1024);
        table.Property(e => e.ResourceId).HasColumnName("resource_id").HasMaxLength(36);
    }
}
