using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>An instance that shares the database.</summary>
internal sealed class InstanceRow
{
    public Guid Id { get; init; }

    /// <summary>Counts on for as long as it runs.</summary>
    public long Beats { get; set; }
}

internal sealed class InstanceRowConfiguration : IEntityTypeConfiguration<InstanceRow>
{
    public void Configure(EntityTypeBuilder<InstanceRow> table)
    {
        table.ToTable("instances");
        table.HasKey(i => i.Id);
        table.Property(i => i.Id).HasColumnName("id");
        table.Property(i => i.Beats).HasColumnName("beats");
    }
}
