using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Connections;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.Rows;

internal sealed class SessionRow
{
    public Guid Id { get; init; }

    public required string Person { get; init; }

    public string? TenantId { get; init; }

    public string? AuthoritySession { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset RenewedAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public string? ConnectionId { get; init; }

    public string? UserId { get; init; }

    public Session ToSession() => new(Id, Person, TenantId is { } tenant ? new TenantId(tenant) : null, AuthoritySession, StartedAt, RenewedAt, EndsAt)
    {
        Directory = ConnectionId is null ? null : new DirectoryPerson(new ConnectionId(ConnectionId), UserId ?? ""),
    };

    public static SessionRow Of(Session session) => new()
    {
        Id = session.Id,
        Person = session.Person,
        TenantId = session.Tenant?.Value,
        AuthoritySession = session.AuthoritySession,
        StartedAt = session.StartedAt,
        RenewedAt = session.RenewedAt,
        EndsAt = session.EndsAt,
        ConnectionId = session.Directory?.Connection.Value,
        UserId = session.Directory?.User,
    };
}

internal sealed class SessionRowConfiguration : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> table)
    {
        table.ToTable("sessions");
        table.HasKey(s => s.Id);
        table.HasIndex(s => s.Person);
        table.HasIndex(s => s.AuthoritySession);
        table.HasIndex(s => s.EndsAt);
        table.HasIndex(s => s.TenantId);
        table.HasOne<TenantRow>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.Cascade);
        table.Property(s => s.Id).HasColumnName("id");
        table.Property(s => s.Person).HasColumnName("person").HasMaxLength(255);
        table.Property(s => s.TenantId).HasColumnName("tenant_id").HasMaxLength(63);
        table.Property(s => s.AuthoritySession).HasColumnName("authority_session").HasMaxLength(255);
        table.Property(s => s.StartedAt).HasColumnName("started_at");
        table.Property(s => s.RenewedAt).HasColumnName("renewed_at");
        table.Property(s => s.EndsAt).HasColumnName("ends_at");
        table.Property(s => s.ConnectionId).HasColumnName("directory_connection").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(s => s.UserId).HasColumnName("directory_user").HasMaxLength(36);
    }
}
