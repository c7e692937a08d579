using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>A directory behind a connection's endpoint for one pre-flight run. Its resources stand in the tables of all others, under its own id.</summary>
internal sealed class SandboxRow
{
    public required string Id { get; init; }

    public required string ConnectionId { get; init; }

    public required string TokenId { get; init; }

    /// <summary>SHA-256 of the secret, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset EndsAt { get; init; }
}

internal sealed class SandboxRowConfiguration : IEntityTypeConfiguration<SandboxRow>
{
    public void Configure(EntityTypeBuilder<SandboxRow> table)
    {
        table.ToTable("sandboxes");
        table.HasKey(s => s.Id);
        table.HasIndex(s => new { s.ConnectionId, s.TokenId });
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(s => s.ConnectionId).OnDelete(DeleteBehavior.Restrict);
        table.Property(s => s.Id).HasColumnName("id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(s => s.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(s => s.TokenId).HasColumnName("token_id").HasMaxLength(Tokens.TokenId.Length);
        table.Property(s => s.Hash).HasColumnName("hash").HasMaxLength(32);
        table.Property(s => s.EndsAt).HasColumnName("ends_at");
    }
}
