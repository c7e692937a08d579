using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.Rows;

internal sealed class TenantRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it is being deleted, or not yet wholly imported: nobody reaches it, and none of its tokens is accepted.</summary>
    public bool Hidden { get; set; }

    public Tenant ToTenant() => new(new TenantId(Id), Name, CreatedAt);
}

internal sealed class TenantRowConfiguration : IEntityTypeConfiguration<TenantRow>
{
    public void Configure(EntityTypeBuilder<TenantRow> table)
    {
        table.ToTable("tenants");
        table.HasKey(t => t.Id);
        table.Property(t => t.Id).HasColumnName("id").HasMaxLength(63);
        table.Property(t => t.Name).HasColumnName("name").HasMaxLength(100);
        table.Property(t => t.CreatedAt).HasColumnName("created_at");
        table.Property(t => t.Hidden).HasColumnName("hidden");
    }
}
