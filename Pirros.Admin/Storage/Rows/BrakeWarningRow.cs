using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>How many went through beyond what is usual since somebody last marked that as seen. The number is the sum of its slots.</summary>
internal sealed class BrakeWarningRow
{
    public required string ConnectionId { get; init; }

    /// <summary>Which part of the number. Writers at the same time change different rows, and none waits for another's commit.</summary>
    public int Slot { get; init; }

    public long People { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }
}

internal sealed class BrakeWarningRowConfiguration : IEntityTypeConfiguration<BrakeWarningRow>
{
    public void Configure(EntityTypeBuilder<BrakeWarningRow> table)
    {
        table.ToTable("brake_warnings");
        table.HasKey(w => new { w.ConnectionId, w.Slot });
        table.Property(w => w.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(w => w.Slot).HasColumnName("slot");
        table.Property(w => w.People).HasColumnName("people");
        table.Property(w => w.FirstAt).HasColumnName("first_at");
        table.Property(w => w.LastAt).HasColumnName("last_at");
    }
}
