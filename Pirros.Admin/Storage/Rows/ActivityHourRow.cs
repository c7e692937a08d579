using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Storage.Rows;

/// <summary>How many requests of a connection arrived in an hour and how many users it then had, so that a plot never counts through activity or users.</summary>
internal sealed class ActivityHourRow
{
    public required string ConnectionId { get; init; }

    public DateTimeOffset Hour { get; init; }

    public long Requests { get; init; }

    public long Refused { get; init; }

    public long Failed { get; init; }

    public long Deactivated { get; init; }

    public long Users { get; init; }

    public long ActiveUsers { get; init; }

    public ActivityHour ToHour() => new(Hour, Requests, Refused, Failed) { Deactivated = Deactivated, Users = Users, ActiveUsers = ActiveUsers };
}

internal sealed class ActivityHourRowConfiguration : IEntityTypeConfiguration<ActivityHourRow>
{
    public void Configure(EntityTypeBuilder<ActivityHourRow> table)
    {
        table.ToTable("activity_hours");
        table.HasKey(h => new { h.ConnectionId, h.Hour });
        table.Property(h => h.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(h => h.Hour).HasColumnName("hour");
        table.Property(h => h.Requests).HasColumnName("requests");
        table.Property(h => h.Refused).HasColumnName("refused");
        table.Property(h => h.Failed).HasColumnName("failed");
        table.Property(h => h.Deactivated).HasColumnName("deactivated");
        table.Property(h => h.Users).HasColumnName("users");
        table.Property(h => h.ActiveUsers).HasColumnName("active_users");
    }
}
