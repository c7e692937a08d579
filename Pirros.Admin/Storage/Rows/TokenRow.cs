using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage.Rows;

internal sealed class TokenRow
{
    public required string ConnectionId { get; init; }

    public required string Id { get; init; }

    /// <summary>SHA-256 of the secret, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? ReplacedAt { get; set; }

    public DateTimeOffset? GraceEndsAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public string? LastUsedFrom { get; set; }

    public string? LastUserAgent { get; set; }

    /// <summary>The kind's name; null for a secret token, which is all that the first release knew.</summary>
    public string? Kind { get; init; }

    /// <summary>The scopes as a number; null for all.</summary>
    public long? Scopes { get; set; }

    /// <summary>The address ranges, one a line; null for any address.</summary>
    public string? Ranges { get; set; }

    public Token ToToken() => new(
        new ConnectionId(ConnectionId), new TokenId(Id), CreatedAt, CreatedBy, ExpiresAt, ReplacedAt, GraceEndsAt, RevokedAt,
        LastUsedAt is { } at ? new TokenUse(at, LastUsedFrom, LastUserAgent) : null)
    {
        Kind = TokenLimitText.Kind(Kind),
        Limits = TokenLimitText.Read(Scopes, Ranges),
    };

    public static TokenRow Of(Token token, byte[] hash) => new()
    {
        ConnectionId = token.Connection.Value,
        Id = token.Id.Value,
        Hash = hash,
        CreatedAt = token.CreatedAt,
        CreatedBy = token.CreatedBy,
        ExpiresAt = token.ExpiresAt,
        Kind = TokenLimitText.Write(token.Kind),
        Scopes = TokenLimitText.Write(token.Limits.Scopes),
        Ranges = token.Limits.From?.Text,
    };
}

internal sealed class TokenRowConfiguration : IEntityTypeConfiguration<TokenRow>
{
    public void Configure(EntityTypeBuilder<TokenRow> table)
    {
        table.ToTable("tokens");
        table.HasKey(t => new { t.ConnectionId, t.Id });

        // Support finds a token by what a caller reads out of it, without knowing the connection.
        table.HasIndex(t => t.Id);
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(t => t.ConnectionId).OnDelete(DeleteBehavior.Restrict);
        table.Property(t => t.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(t => t.Id).HasColumnName("id").HasMaxLength(TokenId.Length);
        table.Property(t => t.Hash).HasColumnName("hash").HasMaxLength(32);
        table.Property(t => t.CreatedAt).HasColumnName("created_at");
        table.Property(t => t.CreatedBy).HasColumnName("created_by").HasMaxLength(200);
        table.Property(t => t.ExpiresAt).HasColumnName("expires_at");
        table.Property(t => t.ReplacedAt).HasColumnName("replaced_at");
        table.Property(t => t.GraceEndsAt).HasColumnName("grace_ends_at");
        table.Property(t => t.RevokedAt).HasColumnName("revoked_at");
        table.Property(t => t.LastUsedAt).HasColumnName("last_used_at");
        table.Property(t => t.LastUsedFrom).HasColumnName("last_used_from").HasMaxLength(64);
        table.Property(t => t.LastUserAgent).HasColumnName("last_user_agent").HasMaxLength(200);
        table.Property(t => t.Kind).HasColumnName("kind").HasMaxLength(10);
        table.Property(t => t.Scopes).HasColumnName("scopes");
        table.Property(t => t.Ranges).HasColumnName("ranges");
    }
}
