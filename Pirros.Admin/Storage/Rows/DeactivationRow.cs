using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>One deactivation that was carried out, kept when the person and the activity are gone. In the order of time, which is that of every look at it.</summary>
internal sealed class DeactivationRow
{
    public required string ConnectionId { get; init; }

    public DateTimeOffset BlockedAt { get; init; }

    public Guid Id { get; init; }

    public required string UserId { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it was first asked for, if it waited for a person.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    public bool Deleted { get; init; }

    public bool Beyond { get; init; }
}

internal sealed class DeactivationRowConfiguration : IEntityTypeConfiguration<DeactivationRow>
{
    public void Configure(EntityTypeBuilder<DeactivationRow> table)
    {
        table.ToTable("deactivations");
        table.HasKey(d => new { d.ConnectionId, d.BlockedAt, d.Id });
        table.Property(d => d.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(d => d.BlockedAt).HasColumnName("blocked_at");
        table.Property(d => d.Id).HasColumnName("id");
        table.Property(d => d.UserId).HasColumnName("user_id").HasMaxLength(64);
        table.Property(d => d.ReceivedAt).HasColumnName("received_at");
        table.Property(d => d.DeliveredAt).HasColumnName("delivered_at");
        table.Property(d => d.HeldSince).HasColumnName("held_since");
        table.Property(d => d.Deleted).HasColumnName("deleted");
        table.Property(d => d.Beyond).HasColumnName("beyond");
    }
}
