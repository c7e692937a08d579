using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>One try to deliver an event, for people to see. Declared here for the migrations; written by <see cref="DeliveryStore"/>.</summary>
internal sealed class DeliveryAttemptRow
{
    public required string TenantId { get; init; }

    public long Number { get; init; }

    public Guid SubscriberId { get; init; }

    public int Attempt { get; init; }

    /// <summary>Rises with time, and is the order of the list.</summary>
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Outcome { get; init; }

    public int? Status { get; init; }

    public long Milliseconds { get; init; }

    /// <summary>The first characters of the answer, or what went wrong.</summary>
    public string? Answer { get; init; }

    public DateTimeOffset? NextAt { get; init; }
}

internal sealed class DeliveryAttemptRowConfiguration : IEntityTypeConfiguration<DeliveryAttemptRow>
{
    public void Configure(EntityTypeBuilder<DeliveryAttemptRow> table)
    {
        table.ToTable("delivery_attempts");
        table.HasKey(a => new { a.TenantId, a.Number, a.SubscriberId, a.Attempt });
        table.HasIndex(a => new { a.TenantId, a.SubscriberId, a.Id });
        table.Property(a => a.TenantId).HasColumnName("tenant_id");
        table.Property(a => a.Number).HasColumnName("number").ValueGeneratedNever();
        table.Property(a => a.SubscriberId).HasColumnName("subscriber_id");
        table.Property(a => a.Attempt).HasColumnName("attempt");
        table.Property(a => a.Id).HasColumnName("id");
        table.Property(a => a.At).HasColumnName("at");
        table.Property(a => a.Outcome).HasColumnName("outcome").HasMaxLength(20);
        table.Property(a => a.Status).HasColumnName("status");
        table.Property(a => a.Milliseconds).HasColumnName("milliseconds");
        table.Property(a => a.Answer).HasColumnName("answer").HasMaxLength(600);
        table.Property(a => a.NextAt).HasColumnName("next_at");
    }
}
