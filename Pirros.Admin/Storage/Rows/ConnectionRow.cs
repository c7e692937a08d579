using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.Rows;

internal sealed class ConnectionRow
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    public IdentityProvider Provider { get; init; }

    public bool Enabled { get; set; }

    public required string EntityId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>As <see cref="DeclaredSchemaText"/> writes them; null for none.</summary>
    public string? DeclaredSchemas { get; set; }

    public Connection ToConnection() => new(new ConnectionId(Id), new TenantId(TenantId), Name, Provider, Enabled, EntityId, CreatedAt);
}

internal sealed class ConnectionRowConfiguration : IEntityTypeConfiguration<ConnectionRow>
{
    public void Configure(EntityTypeBuilder<ConnectionRow> table)
    {
        table.ToTable("connections");
        table.HasKey(c => c.Id);
        table.HasIndex(c => new { c.TenantId, c.Id }).IsUnique();
        table.HasOne<TenantRow>().WithMany().HasForeignKey(c => c.TenantId).OnDelete(DeleteBehavior.Restrict);
        table.Property(c => c.Id).HasColumnName("id").HasMaxLength(ConnectionId.Length);
        table.Property(c => c.TenantId).HasColumnName("tenant_id").HasMaxLength(63);
        table.Property(c => c.Name).HasColumnName("name").HasMaxLength(100);
        table.Property(c => c.Provider).HasColumnName("provider").HasConversion<string>().HasMaxLength(20);
        table.Property(c => c.Enabled).HasColumnName("enabled");
        table.Property(c => c.EntityId).HasColumnName("entity_id").HasMaxLength(500);
        table.Property(c => c.DeclaredSchemas).HasColumnName("declared_schemas");
        table.Property(c => c.CreatedAt).HasColumnName("created_at");
    }
}
