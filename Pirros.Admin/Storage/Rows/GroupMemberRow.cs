using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Pirros.Admin.Storage.Rows;

/// <summary>A member of a group. Declared here for the migrations; read and written by <see cref="MembershipStore"/> in prepared SQL.</summary>
internal sealed class GroupMemberRow
{
    public required string ConnectionId { get; init; }

    public required string GroupId { get; init; }

    public required string MemberId { get; init; }

    /// <summary>Name of the member's resource type: <c>User</c>, <c>Group</c>.</summary>
    public required string MemberType { get; init; }

    /// <summary>The name that a client gave the member; null when the member's own is shown.</summary>
    public string? Display { get; init; }
}

internal sealed class GroupMemberRowConfiguration : IEntityTypeConfiguration<GroupMemberRow>
{
    public void Configure(EntityTypeBuilder<GroupMemberRow> table)
    {
        table.ToTable("group_members");
        table.HasKey(m => new { m.ConnectionId, m.GroupId, m.MemberId });
        table.HasIndex(m => new { m.ConnectionId, m.MemberId, m.GroupId });
        table.Property(m => m.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(m => m.GroupId).HasColumnName("group_id").HasMaxLength(36);
        table.Property(m => m.MemberId).HasColumnName("member_id").HasMaxLength(36);
        table.Property(m => m.MemberType).HasColumnName("member_type").HasMaxLength(20);
        table.Property(m => m.Display).HasColumnName("display").HasMaxLength(200);
    }
}
