using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Deactivations;

namespace Pirros.Admin.Storage.Rows;

/// <summary>Somebody whose deactivation waits for a person, or about whom a person has decided.</summary>
internal sealed class HeldDeactivationRow
{
    public required string ConnectionId { get; init; }

    public required string UserId { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public long Attempts { get; init; }

    /// <summary>Null while nobody decided.</summary>
    public BrakeVerdict? Verdict { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? DecidedUntil { get; init; }

    public HeldDeactivation ToHeld(DateTimeOffset now) => new(
        UserId, FirstAt, LastAt, Attempts, Verdict is { } verdict && DecidedUntil > now ? new BrakeDecision(verdict, DecidedBy ?? "", DecidedAt!.Value, DecidedUntil.Value) : null);
}

internal sealed class HeldDeactivationRowConfiguration : IEntityTypeConfiguration<HeldDeactivationRow>
{
    public void Configure(EntityTypeBuilder<HeldDeactivationRow> table)
    {
        table.ToTable("held_deactivations");
        table.HasKey(h => new { h.ConnectionId, h.UserId });
        table.HasIndex(h => new { h.ConnectionId, h.Verdict, h.FirstAt, h.UserId });
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(h => h.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        table.Property(h => h.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(h => h.UserId).HasColumnName("user_id").HasMaxLength(64);
        table.Property(h => h.FirstAt).HasColumnName("first_at");
        table.Property(h => h.LastAt).HasColumnName("last_at");
        table.Property(h => h.Attempts).HasColumnName("attempts");
        table.Property(h => h.Verdict).HasColumnName("verdict").HasConversion<string>().HasMaxLength(10);
        table.Property(h => h.DecidedBy).HasColumnName("decided_by").HasMaxLength(200);
        table.Property(h => h.DecidedAt).HasColumnName("decided_at");
        table.Property(h => h.DecidedUntil).HasColumnName("decided_until");
    }
}
