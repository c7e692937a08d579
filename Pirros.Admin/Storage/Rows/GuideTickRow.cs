using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Guides;

namespace Pirros.Admin.Storage.Rows;

/// <summary>A step of a connection's guide that a person ticked.</summary>
internal sealed class GuideTickRow
{
    public required string ConnectionId { get; init; }

    public required string Step { get; init; }

    public DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public GuideTick ToTick() => new(Step, At, By);
}

internal sealed class GuideTickRowConfiguration : IEntityTypeConfiguration<GuideTickRow>
{
    public void Configure(EntityTypeBuilder<GuideTickRow> table)
    {
        table.ToTable("guide_ticks");
        table.HasKey(t => new { t.ConnectionId, t.Step });
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(t => t.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        table.Property(t => t.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(t => t.Step).HasColumnName("step").HasMaxLength(60);
        table.Property(t => t.At).HasColumnName("at");
        table.Property(t => t.By).HasColumnName("by").HasMaxLength(200);
    }
}
