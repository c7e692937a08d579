using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Storage.Rows;

internal sealed class SubscriberRow
{
    public required string TenantId { get; init; }

    public Guid Id { get; init; }

    public required string Name { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required string KeyId { get; set; }

    /// <summary>SHA-256 of the key, 32 bytes.</summary>
    public required byte[] KeyHash { get; set; }

    public string? FormerKeyId { get; set; }

    public byte[]? FormerKeyHash { get; set; }

    public DateTimeOffset? FormerKeyEndsAt { get; set; }

    public string? Url { get; set; }

    /// <summary>The signing secret, encrypted with the keys of this installation.</summary>
    public string? Secret { get; set; }

    public string? FormerSecret { get; set; }

    public DateTimeOffset? FormerSecretEndsAt { get; set; }

    /// <summary>Up to where its deliveries are made.</summary>
    public required string Position { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    public string? PausedFor { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Attempts that failed since the last that did not.</summary>
    public long Failures { get; set; }

    /// <summary>Until when nothing is sent, because all of it failed lately.</summary>
    public DateTimeOffset? HoldUntil { get; set; }

    /// <summary>When a worker should look at it again: while one has it, when its lease ends.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }

    /// <summary>What the events API was last shown as read.</summary>
    public string? Fetched { get; set; }

    public Subscriber ToSubscriber() => new(new TenantId(TenantId), Id, Name, CreatedAt, CreatedBy)
    {
        KeyId = KeyId,
        FormerKeyEndsAt = FormerKeyEndsAt,
        Url = Url,
        Secret = Secret,
        FormerSecret = FormerSecret,
        FormerSecretEndsAt = FormerSecretEndsAt,
        Position = EventPosition.Parse(Position),
        PausedAt = PausedAt,
        PausedFor = PausedFor is { } why && Enum.TryParse<PauseReason>(why, out var reason) ? reason : null,
        FailingSince = FailingSince,
        Failures = Failures,
        HoldUntil = HoldUntil,
        FetchedAt = FetchedAt,
        Fetched = Fetched is { } fetched ? EventPosition.Parse(fetched) : null,
    };
}

internal sealed class SubscriberRowConfiguration : IEntityTypeConfiguration<SubscriberRow>
{
    public void Configure(EntityTypeBuilder<SubscriberRow> table)
    {
        table.ToTable("subscribers");
        table.HasKey(s => new { s.TenantId, s.Id });
        table.HasIndex(s => s.KeyId);
        table.HasIndex(s => s.FormerKeyId);
        table.HasIndex(s => s.DueAt);
        table.HasOne<TenantRow>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.Restrict);
        table.Property(s => s.TenantId).HasColumnName("tenant_id");
        table.Property(s => s.Id).HasColumnName("id");
        table.Property(s => s.Name).HasColumnName("name").HasMaxLength(100);
        table.Property(s => s.CreatedAt).HasColumnName("created_at");
        table.Property(s => s.CreatedBy).HasColumnName("created_by").HasMaxLength(200);
        table.Property(s => s.KeyId).HasColumnName("key_id").HasMaxLength(12);
        table.Property(s => s.KeyHash).HasColumnName("key_hash").HasMaxLength(32);
        table.Property(s => s.FormerKeyId).HasColumnName("former_key_id").HasMaxLength(12);
        table.Property(s => s.FormerKeyHash).HasColumnName("former_key_hash").HasMaxLength(32);
        table.Property(s => s.FormerKeyEndsAt).HasColumnName("former_key_ends_at");
        table.Property(s => s.Url).HasColumnName("url").HasMaxLength(2000);
        table.Property(s => s.Secret).HasColumnName("secret").HasMaxLength(2000);
        table.Property(s => s.FormerSecret).HasColumnName("former_secret").HasMaxLength(2000);
        table.Property(s => s.FormerSecretEndsAt).HasColumnName("former_secret_ends_at");
        table.Property(s => s.Position).HasColumnName("position").HasMaxLength(120);
        table.Property(s => s.PausedAt).HasColumnName("paused_at");
        table.Property(s => s.PausedFor).HasColumnName("paused_for").HasMaxLength(20);
        table.Property(s => s.FailingSince).HasColumnName("failing_since");
        table.Property(s => s.Failures).HasColumnName("failures");
        table.Property(s => s.HoldUntil).HasColumnName("hold_until");
        table.Property(s => s.DueAt).HasColumnName("due_at");
        table.Property(s => s.LeaseOwner).HasColumnName("lease_owner").HasMaxLength(40);
        table.Property(s => s.LeaseUntil).HasColumnName("lease_until");
        table.Property(s => s.FetchedAt).HasColumnName("fetched_at");
        table.Property(s => s.Fetched).HasColumnName("fetched").HasMaxLength(120);
    }
}
