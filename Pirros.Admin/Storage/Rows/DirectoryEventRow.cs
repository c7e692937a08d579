using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>What SCIM changed, for those who subscribed to it. Declared here for the migrations; written by <see cref="DirectoryEventRows"/> with the change, and read by <see cref="Outbox"/>.</summary>
internal sealed class DirectoryEventRow
{
    public required string TenantId { get; init; }

    /// <summary>Drawn while what it is about is held, so that of one user or group the later change has the greater number.</summary>
    public long Number { get; init; }

    /// <summary>The transaction that wrote it: all below the horizon have ended (ADR 15).</summary>
    public long Transaction { get; init; }

    public Guid Id { get; init; }

    public required string Type { get; init; }

    public string? ConnectionId { get; init; }

    /// <summary>The id of the user or group.</summary>
    public required string Subject { get; init; }

    public DateTimeOffset At { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>A user's userName, a group's displayName.</summary>
    public string? Name { get; init; }

    public bool? Active { get; init; }

    /// <summary>JSON: the names of what changed, or the members that came and went.</summary>
    public string? Details { get; init; }
}

internal sealed class DirectoryEventRowConfiguration : IEntityTypeConfiguration<DirectoryEventRow>
{
    public void Configure(EntityTypeBuilder<DirectoryEventRow> table)
    {
        table.ToTable("directory_events");
        table.HasKey(e => new { e.TenantId, e.Number });
        table.HasIndex(e => new { e.TenantId, e.Transaction });
        table.HasIndex(e => e.Transaction);
        table.Property(e => e.TenantId).HasColumnName("tenant_id");
        table.Property(e => e.Number).HasColumnName("number").ValueGeneratedNever();
        table.Property(e => e.Transaction).HasColumnName("xact");
        table.Property(e => e.Id).HasColumnName("id");
        table.Property(e => e.Type).HasColumnName("type").HasMaxLength(40);
        table.Property(e => e.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(e => e.Subject).HasColumnName("subject").HasMaxLength(36);
        table.Property(e => e.At).HasColumnName("at");
        table.Property(e => e.ExternalId).HasColumnName("external_id");
        table.Property(e => e.Name).HasColumnName("name");
        table.Property(e => e.Active).HasColumnName("active");
        table.Property(e => e.Details).HasColumnName("details");
    }
}
