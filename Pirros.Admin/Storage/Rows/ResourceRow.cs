using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>
/// A user or a group: the document as it is sent, and beside it what clients match on and what <c>meta</c> tells. The table is declared here for the migrations; it is read and
/// written by <see cref="ResourceStore"/> in prepared SQL, because it is what every request of an identity provider touches.
/// </summary>
internal sealed class ResourceRow
{
    public required string ConnectionId { get; init; }

    public required string Id { get; init; }

    /// <summary>Name of the resource type: <c>User</c>, <c>Group</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What is unique within connection and type, case-folded: a user's userName, a group's displayName.</summary>
    public required string NameKey { get; init; }

    public string? ExternalId { get; init; }

    public bool Active { get; init; }

    /// <summary>displayName, case-folded.</summary>
    public string? DisplayKey { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    public long Version { get; init; }

    /// <summary>The id of the record of the last change (ADR 12).</summary>
    public Guid? ChangeId { get; init; }

    /// <summary>By which moment the brake last counted this user as deactivated; null when never.</summary>
    public DateTimeOffset? DeactivatedAt { get; init; }

    public required byte[] Document { get; init; }
}

internal sealed class ResourceRowConfiguration : IEntityTypeConfiguration<ResourceRow>
{
    public void Configure(EntityTypeBuilder<ResourceRow> table)
    {
        table.ToTable("resources");
        table.HasKey(r => new { r.ConnectionId, r.Type, r.Id });
        table.HasIndex(r => new { r.ConnectionId, r.Type, r.NameKey }).IsUnique();

        // These end in the id, the order of a page: without it SQLite prefers an index in that order and reads a whole connection to find one match.
        table.HasIndex(r => new { r.ConnectionId, r.Type, r.ExternalId, r.Id });
        table.HasIndex(r => new { r.ConnectionId, r.Type, r.DisplayKey, r.Id });
        table.HasIndex(r => new { r.ConnectionId, r.Type, r.ModifiedAt, r.Id });

        // Who is inactive. They are few, and nobody else pays for this; in other orders few are sorted, and many are met soon on the way through all.
        table.HasIndex(r => new { r.ConnectionId, r.Type, r.ModifiedAt, r.Id }, "IX_resources_inactive_modified").HasFilter("NOT active");
        table.Property(r => r.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(r => r.Id).HasColumnName("id").HasMaxLength(36);
        table.Property(r => r.Type).HasColumnName("type").HasMaxLength(20);
        table.Property(r => r.NameKey).HasColumnName("name_key").HasMaxLength(1024);
        table.Property(r => r.ExternalId).HasColumnName("external_id").HasMaxLength(1024);
        table.Property(r => r.Active).HasColumnName("active");
        table.Property(r => r.DisplayKey).HasColumnName("display_key").HasMaxLength(1024);
        table.Property(r => r.CreatedAt).HasColumnName("created_at");
        table.Property(r => r.ModifiedAt).HasColumnName("modified_at");
        table.Property(r => r.Version).HasColumnName("version");
        table.Property(r => r.ChangeId).HasColumnName("change_id");
        table.Property(r => r.DeactivatedAt).HasColumnName("deactivated_at");
        table.Property(r => r.Document).HasColumnName("document");
    }
}
