using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>How many resources of a type a connection has, kept in the transaction that changes it, so that nothing ever counts a tenant's users. The number is the sum of its slots.</summary>
internal sealed class DirectoryCountRow
{
    public required string ConnectionId { get; init; }

    public required string Type { get; init; }

    /// <summary>Which part of the number. Writers at the same time change different rows, and none waits for another's commit.</summary>
    public int Slot { get; init; }

    public long Total { get; init; }

    public long Active { get; init; }
}

internal sealed class DirectoryCountRowConfiguration : IEntityTypeConfiguration<DirectoryCountRow>
{
    public void Configure(EntityTypeBuilder<DirectoryCountRow> table)
    {
        table.ToTable("directory_counts");
        table.HasKey(c => new { c.ConnectionId, c.Type, c.Slot });
        table.Property(c => c.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(c => c.Type).HasColumnName("type").HasMaxLength(20);
        table.Property(c => c.Slot).HasColumnName("slot");
        table.Property(c => c.Total).HasColumnName("total");
        table.Property(c => c.Active).HasColumnName("active");
    }
}
