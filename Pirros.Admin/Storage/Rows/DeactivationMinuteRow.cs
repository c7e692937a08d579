using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>How many people were last deactivated in a minute, kept for a day, so that what is usual is told from at most so many rows however many people leave.</summary>
internal sealed class DeactivationMinuteRow
{
    public required string ConnectionId { get; init; }

    /// <summary>Whole minutes since the year 1, in UTC.</summary>
    public long Minute { get; init; }

    public long People { get; init; }
}

internal sealed class DeactivationMinuteRowConfiguration : IEntityTypeConfiguration<DeactivationMinuteRow>
{
    public void Configure(EntityTypeBuilder<DeactivationMinuteRow> table)
    {
        table.ToTable("deactivation_minutes");
        table.HasKey(m => new { m.ConnectionId, m.Minute });
        table.Property(m => m.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(m => m.Minute).HasColumnName("minute");
        table.Property(m => m.People).HasColumnName("people");
    }
}
