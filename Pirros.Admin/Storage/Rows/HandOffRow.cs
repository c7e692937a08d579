using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Connections;
using Pirros.Admin.HandOffs;

namespace Pirros.Admin.Storage.Rows;

internal sealed class HandOffRow
{
    public Guid Id { get; init; }

    public required string ConnectionId { get; init; }

    /// <summary>SHA-256 of what stands in the link's address, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public long GraceSeconds { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public bool ForAdmins { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public int OpenedCount { get; init; }

    public DateTimeOffset? FirstOpenedAt { get; init; }

    public DateTimeOffset? LastOpenedAt { get; init; }

    public string? LastOpenedFrom { get; init; }

    public DateTimeOffset? SecretTakenAt { get; init; }

    public string? SecretTakenFrom { get; init; }

    public HandOff ToHandOff() => new(
        Id, new ConnectionId(ConnectionId), CreatedAt, CreatedBy, TimeSpan.FromSeconds(GraceSeconds), ExpiresAt, ForAdmins,
        new HandOffOpenings(OpenedCount, FirstOpenedAt, LastOpenedAt, LastOpenedFrom),
        SecretTakenAt is { } at ? new SecretTaken(at, SecretTakenFrom) : null);

    public static HandOffRow Of(HandOff handOff, byte[] hash) => new()
    {
        Id = handOff.Id,
        ConnectionId = handOff.Connection.Value,
        Hash = hash,
        CreatedAt = handOff.CreatedAt,
        CreatedBy = handOff.CreatedBy,
        GraceSeconds = (long)handOff.Grace.TotalSeconds,
        ExpiresAt = handOff.ExpiresAt,
        ForAdmins = handOff.ForAdmins,
    };
}

internal sealed class HandOffRowConfiguration : IEntityTypeConfiguration<HandOffRow>
{
    public void Configure(EntityTypeBuilder<HandOffRow> table)
    {
        table.ToTable("hand_offs");
        table.HasKey(h => h.Id);
        table.HasIndex(h => h.Hash).IsUnique();
        table.HasIndex(h => h.ConnectionId);
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(h => h.ConnectionId).OnDelete(DeleteBehavior.Restrict);
        table.Property(h => h.Id).HasColumnName("id");
        table.Property(h => h.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(h => h.Hash).HasColumnName("hash").HasMaxLength(32);
        table.Property(h => h.CreatedAt).HasColumnName("created_at");
        table.Property(h => h.CreatedBy).HasColumnName("created_by").HasMaxLength(200);
        table.Property(h => h.GraceSeconds).HasColumnName("grace_seconds");
        table.Property(h => h.ExpiresAt).HasColumnName("expires_at");
        table.Property(h => h.ForAdmins).HasColumnName("for_admins");
        table.Property(h => h.RevokedAt).HasColumnName("revoked_at");
        table.Property(h => h.OpenedCount).HasColumnName("opened_count");
        table.Property(h => h.FirstOpenedAt).HasColumnName("first_opened_at");
        table.Property(h => h.LastOpenedAt).HasColumnName("last_opened_at");
        table.Property(h => h.LastOpenedFrom).HasColumnName("last_opened_from").HasMaxLength(64);
        table.Property(h => h.SecretTakenAt).HasColumnName("secret_taken_at");
        table.Property(h => h.SecretTakenFrom).HasColumnName("secret_taken_from").HasMaxLength(64);
    }
}
