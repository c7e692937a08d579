using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Audit;

namespace Pirros.Admin.Storage.Rows;

/// <summary>An audit entry and its place in its tenant's chain. Written by <see cref="AuditAppend"/> only.</summary>
internal sealed class AuditRow
{
    public required string TenantId { get; init; }

    public long Number { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public ActorKind ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? ActorTenant { get; init; }

    public string? Address { get; init; }

    public string? ConnectionId { get; init; }

    public required string Action { get; init; }

    /// <summary>What stands before the action's dot; the database makes it.</summary>
    public string Kind { get; private set; } = "";

    public required string Target { get; init; }

    public string? Reason { get; init; }

    public required byte[] Previous { get; init; }

    public required byte[] Hash { get; init; }
}

internal sealed class AuditRowConfiguration : IEntityTypeConfiguration<AuditRow>
{
    // An urn and the name of an attribute below it are the longest.
    private const int MaximumTarget = 400;

    public void Configure(EntityTypeBuilder<AuditRow> table)
    {
        table.ToTable("audit");
        table.HasKey(a => new { a.TenantId, a.Number });
        table.Property(a => a.TenantId).HasColumnName("tenant_id").HasMaxLength(63);
        table.Property(a => a.Number).HasColumnName("number");
        table.Property(a => a.Id).HasColumnName("id");
        table.Property(a => a.At).HasColumnName("at");
        table.Property(a => a.ActorKind).HasColumnName("actor_kind").HasConversion<string>().HasMaxLength(20);
        table.Property(a => a.ActorId).HasColumnName("actor_id").HasMaxLength(200);
        table.Property(a => a.ActorName).HasColumnName("actor_name").HasMaxLength(200);
        table.Property(a => a.ActorTenant).HasColumnName("actor_tenant").HasMaxLength(63);
        table.Property(a => a.Address).HasColumnName("address").HasMaxLength(64);
        table.Property(a => a.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(a => a.Action).HasColumnName("action").HasMaxLength(50);
        table.Property(a => a.Kind).HasColumnName("kind").HasMaxLength(50);
        table.Property(a => a.Target).HasColumnName("target").HasMaxLength(MaximumTarget);
        table.Property(a => a.Reason).HasColumnName("reason").HasMaxLength(500);
        table.Property(a => a.Previous).HasColumnName("previous").HasMaxLength(AuditChain.HashLength);
        table.Property(a => a.Hash).HasColumnName("hash").HasMaxLength(AuditChain.HashLength);

        // In the order of time: of all, of a tenant, a person, a kind, a connection.
        table.HasIndex(a => new { a.At, a.Id });
        table.HasIndex(a => new { a.ActorId, a.At, a.Id });
        table.HasIndex(a => new { a.Kind, a.At, a.Id });
        table.HasIndex(a => new { a.TenantId, a.At, a.Id });
        table.HasIndex(a => new { a.TenantId, a.ActorId, a.At, a.Id });
        table.HasIndex(a => new { a.TenantId, a.Kind, a.At, a.Id });
        table.HasIndex(a => new { a.ConnectionId, a.At, a.Id });
    }
}
