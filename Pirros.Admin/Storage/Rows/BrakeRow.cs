using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Deactivations;

namespace Pirros.Admin.Storage.Rows;

/// <summary>The brake of a connection. Deactivations that are close to what is usual wait for its row, so that two at once can't both be the last.</summary>
internal sealed class BrakeRow
{
    public required string ConnectionId { get; init; }

    public BrakeMode Mode { get; init; }

    public int Percent { get; init; }

    public int Minimum { get; init; }

    public int Minutes { get; init; }

    public DateTimeOffset? ReleasedUntil { get; init; }

    public string? ReleasedBy { get; init; }
}

internal sealed class BrakeRowConfiguration : IEntityTypeConfiguration<BrakeRow>
{
    public void Configure(EntityTypeBuilder<BrakeRow> table)
    {
        table.ToTable("brakes");
        table.HasKey(b => b.ConnectionId);
        table.HasOne<ConnectionRow>().WithOne().HasForeignKey<BrakeRow>(b => b.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        table.Property(b => b.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(b => b.Mode).HasColumnName("mode").HasConversion<string>().HasMaxLength(10);
        table.Property(b => b.Percent).HasColumnName("percent");
        table.Property(b => b.Minimum).HasColumnName("minimum");
        table.Property(b => b.Minutes).HasColumnName("minutes");
        table.Property(b => b.ReleasedUntil).HasColumnName("released_until");
        table.Property(b => b.ReleasedBy).HasColumnName("released_by").HasMaxLength(200);
    }
}
