using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>An event on its way to one webhook. Declared here for the migrations; read and written by <see cref="DeliveryStore"/> in prepared SQL.</summary>
internal sealed class DeliveryRow
{
    public const int Waiting = 0;
    public const int Delivered = 1;

    public required string TenantId { get; init; }

    public long Number { get; init; }

    public Guid SubscriberId { get; init; }

    public required string Subject { get; init; }

    /// <summary>Whether it goes before what is about others.</summary>
    public bool Urgent { get; init; }

    public int State { get; init; }

    public DateTimeOffset NextAt { get; init; }

    /// <summary>How often it was sent, over all replays.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it failed since it was last to be delivered anew.</summary>
    public int Failures { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }
}

internal sealed class DeliveryRowConfiguration : IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> table)
    {
        table.ToTable("deliveries");
        table.HasKey(d => new { d.TenantId, d.Number, d.SubscriberId });

        // What waits is little of all that is kept.
        table.HasIndex(d => new { d.TenantId, d.SubscriberId, d.Subject, d.Number }, "ix_deliveries_waiting_subject").HasFilter("state = 0");
        table.HasIndex(d => new { d.TenantId, d.SubscriberId, d.Number }, "ix_deliveries_waiting").HasFilter("state = 0");
        table.HasIndex(d => new { d.TenantId, d.SubscriberId, d.Urgent, d.Number }, "ix_deliveries_waiting_urgent").HasFilter("state = 0");
        table.HasIndex(d => new { d.TenantId, d.SubscriberId, d.State, d.Number });
        table.Property(d => d.TenantId).HasColumnName("tenant_id");
        table.Property(d => d.Number).HasColumnName("number").ValueGeneratedNever();
        table.Property(d => d.SubscriberId).HasColumnName("subscriber_id");
        table.Property(d => d.Subject).HasColumnName("subject").HasMaxLength(36);
        table.Property(d => d.Urgent).HasColumnName("urgent");
        table.Property(d => d.State).HasColumnName("state");
        table.Property(d => d.NextAt).HasColumnName("next_at");
        table.Property(d => d.Attempts).HasColumnName("attempts");
        table.Property(d => d.Failures).HasColumnName("failures");
        table.Property(d => d.DeliveredAt).HasColumnName("delivered_at");
    }
}
