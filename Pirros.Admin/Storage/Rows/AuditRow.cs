using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.Rows;

internal sealed class AuditRow
{
    public required string TenantId { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public ActorKind ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? ActorTenant { get; init; }

    public string? Address { get; init; }

    public string? ConnectionId { get; init; }

    public required string Action { get; init; }

    public required string Target { get; init; }

    public string? Reason { get; init; }

    public AuditEntry ToEntry() => new(
        Id, At, new Actor(ActorKind, ActorId, ActorName, ActorTenant is null ? null : new TenantId(ActorTenant), Address), new TenantId(TenantId),
        ConnectionId is null ? null : new ConnectionId(ConnectionId), Action, Target, Reason);

    public static AuditRow Of(AuditEntry entry) => new()
    {
        TenantId = entry.Tenant.Value,
        Id = entry.Id,
        At = entry.At,
        ActorKind = entry.Actor.Kind,
        ActorId = entry.Actor.Id,
        ActorName = entry.Actor.Name,
        ActorTenant = entry.Actor.Tenant?.Value,
        Address = entry.Actor.Address,
        ConnectionId = entry.Connection?.Value,
        Action = entry.Action,
        Target = entry.Target,
        Reason = entry.Reason,
    };
}

internal sealed class AuditRowConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> table)
    {
        table.ToTable("audit");
        table.HasKey(a => new { a.TenantId, a.Id });
        table.Property(a => a.TenantId).HasColumnName("tenant_id").HasMaxLength(63);
        table.Property(a => a.Id).HasColumnName("id");
        table.Property(a => a.At).HasColumnName("at");
        table.Property(a => a.ActorKind).HasColumnName("actor_kind").HasConversion<string>().HasMaxLength(20);
        table.Property(a => a.ActorId).HasColumnName("actor_id").HasMaxLength(200);
        table.Property(a => a.ActorName).HasColumnName("actor_name").HasMaxLength(200);
        table.Property(a => a.ActorTenant).HasColumnName("actor_tenant").HasMaxLength(63);
        table.Property(a => a.Address).HasColumnName("address").HasMaxLength(64);
        table.Property(a => a.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(a => a.Action).HasColumnName("action").HasMaxLength(50);
        table.Property(a => a.Target).HasColumnName("target").HasMaxLength(200);
        table.Property(a => a.Reason).HasColumnName("reason").HasMaxLength(500);
    }
}
