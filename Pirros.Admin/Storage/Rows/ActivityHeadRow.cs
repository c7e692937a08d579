using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>The newest request of a connection, so that a list of connections never looks through activity.</summary>
internal sealed class ActivityHeadRow
{
    public required string ConnectionId { get; init; }

    public DateTimeOffset LastRequestAt { get; set; }

    public int LastStatus { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }
}

internal sealed class ActivityHeadRowConfiguration : IEntityTypeConfiguration<ActivityHeadRow>
{
    public void Configure(EntityTypeBuilder<ActivityHeadRow> table)
    {
        table.ToTable("activity_heads");
        table.HasKey(h => h.ConnectionId);
        table.Property(h => h.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(h => h.LastRequestAt).HasColumnName("last_request_at");
        table.Property(h => h.LastStatus).HasColumnName("last_status");
        table.Property(h => h.LastSuccessAt).HasColumnName("last_success_at");
    }
}
