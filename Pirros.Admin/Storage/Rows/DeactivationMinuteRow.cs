using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>How many people were last deactivated in a minute, kept for a day, so that what is usual is told from a few rows a minute however many people leave. The number is the sum of its slots, of which one may be below zero: who leaves again is taken out of the minute of the time before.</summary>
internal sealed class DeactivationMinuteRow
{
    public required string ConnectionId { get; init; }

    /// <summary>Whole minutes since the year 1, in UTC.</summary>
    public long Minute { get; init; }

    /// <summary>Which part of the number. Writers at the same time change different rows, and none waits for another's commit.</summary>
    public int Slot { get; init; }

    public long People { get; init; }
}

internal sealed class DeactivationMinuteRowConfiguration : IEntityTypeConfiguration<DeactivationMinuteRow>
{
    public void Configure(EntityTypeBuilder<DeactivationMinuteRow> table)
    {
        table.ToTable("deactivation_minutes");
        table.HasKey(m => new { m.ConnectionId, m.Minute, m.Slot });
        table.Property(m => m.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(m => m.Minute).HasColumnName("minute");
        table.Property(m => m.Slot).HasColumnName("slot");
        table.Property(m => m.People).HasColumnName("people");
    }
}
