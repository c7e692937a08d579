using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Storage.Rows;

/// <summary>When something was first and last seen of a connection, so that no page looks for it in activity.</summary>
internal sealed class ActivityMarkRow
{
    public required string ConnectionId { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public long Count { get; init; }

    public string? LastAddress { get; init; }

    public string? LastSubject { get; init; }

    public ActivityMark ToMark() => new(Name, FirstAt, LastAt, Count, LastAddress, LastSubject);
}

internal sealed class ActivityMarkRowConfiguration : IEntityTypeConfiguration<ActivityMarkRow>
{
    public void Configure(EntityTypeBuilder<ActivityMarkRow> table)
    {
        table.ToTable("activity_marks");
        table.HasKey(m => new { m.ConnectionId, m.Name });
        table.Property(m => m.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(m => m.Name).HasColumnName("name").HasMaxLength(60);
        table.Property(m => m.FirstAt).HasColumnName("first_at");
        table.Property(m => m.LastAt).HasColumnName("last_at");
        table.Property(m => m.Count).HasColumnName("count");
        table.Property(m => m.LastAddress).HasColumnName("last_address").HasMaxLength(64);
        table.Property(m => m.LastSubject).HasColumnName("last_subject").HasMaxLength(200);
    }
}
