using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Storage.Rows;

/// <summary>The identity provider of a connection. Certificates are a list in one column: they are read and written together.</summary>
internal sealed class SamlSettingsRow
{
    public required string ConnectionId { get; init; }

    public required string Issuer { get; set; }

    public required string SignInUrl { get; set; }

    public required string Certificates { get; set; }

    public bool AllowUnsolicited { get; set; }

    public bool AllowSha1 { get; set; }

    public string? MetadataUrl { get; set; }

    public DateTimeOffset? MetadataReadAt { get; set; }

    public SamlFault? MetadataFault { get; set; }

    public string? AdminGroup { get; set; }

    public DateTimeOffset? RequestedAt { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    public DateTimeOffset? MatchedAt { get; set; }

    public DateTimeOffset? TestedAt { get; set; }

    public int? WarnedDays { get; set; }

    /// <summary>When the last certificate ends, so that those that end soon are found.</summary>
    public DateTimeOffset? EndsAt { get; set; }
}

/// <summary>A sign-in that was begun here and not answered yet.</summary>
internal sealed class SamlRequestRow
{
    public required string ConnectionId { get; init; }

    public required string Id { get; init; }

    public required byte[] Browser { get; init; }

    public string? TestedBy { get; init; }

    public string? ReturnTo { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset EndsAt { get; init; }
}

/// <summary>An assertion that was used, for as long as it could be used again.</summary>
internal sealed class SamlUseRow
{
    public required string ConnectionId { get; init; }

    /// <summary>SHA-256 of its id, 32 bytes: a provider may make it as long as it likes.</summary>
    public required byte[] Assertion { get; init; }

    public DateTimeOffset EndsAt { get; init; }
}

/// <summary>What came of a response.</summary>
internal sealed class SamlResultRow
{
    public required string ConnectionId { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public string? TestedBy { get; init; }

    public SamlFault? Fault { get; init; }

    public string? Expected { get; init; }

    public string? Received { get; init; }

    public string? NameId { get; init; }

    public required string Claims { get; init; }

    public string? Certificate { get; init; }

    public long? ClockDifferenceMs { get; init; }

    public bool Solicited { get; init; }

    public string? User { get; init; }

    public bool UserActive { get; init; }

    public bool Genuine { get; init; }
}

internal sealed class SamlSettingsRowConfiguration : IEntityTypeConfiguration<SamlSettingsRow>
{
    public void Configure(EntityTypeBuilder<SamlSettingsRow> table)
    {
        table.ToTable("saml_settings");
        table.HasKey(s => s.ConnectionId);
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(s => s.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(s => s.MetadataReadAt).HasFilter("metadata_url IS NOT NULL");
        table.HasIndex(s => s.EndsAt);
        table.Property(s => s.ConnectionId).HasColumnName("connection_id").HasMaxLength(ConnectionIdLength);
        table.Property(s => s.Issuer).HasColumnName("issuer").HasMaxLength(1024);
        table.Property(s => s.SignInUrl).HasColumnName("sign_in_url").HasMaxLength(2048);
        table.Property(s => s.Certificates).HasColumnName("certificates");
        table.Property(s => s.AllowUnsolicited).HasColumnName("allow_unsolicited");
        table.Property(s => s.AllowSha1).HasColumnName("allow_sha1");
        table.Property(s => s.MetadataUrl).HasColumnName("metadata_url").HasMaxLength(2048);
        table.Property(s => s.MetadataReadAt).HasColumnName("metadata_read_at");
        table.Property(s => s.MetadataFault).HasColumnName("metadata_fault").HasConversion<string>().HasMaxLength(40);
        table.Property(s => s.AdminGroup).HasColumnName("admin_group").HasMaxLength(36);
        table.Property(s => s.RequestedAt).HasColumnName("requested_at");
        table.Property(s => s.AcceptedAt).HasColumnName("accepted_at");
        table.Property(s => s.MatchedAt).HasColumnName("matched_at");
        table.Property(s => s.TestedAt).HasColumnName("tested_at");
        table.Property(s => s.WarnedDays).HasColumnName("warned_days");
        table.Property(s => s.EndsAt).HasColumnName("ends_at");
    }

    internal const int ConnectionIdLength = Connections.ConnectionId.Length;
}

internal sealed class SamlRequestRowConfiguration : IEntityTypeConfiguration<SamlRequestRow>
{
    public void Configure(EntityTypeBuilder<SamlRequestRow> table)
    {
        table.ToTable("saml_requests");
        table.HasKey(r => new { r.ConnectionId, r.Id });
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(r => r.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(r => new { r.ConnectionId, r.EndsAt });
        table.Property(r => r.ConnectionId).HasColumnName("connection_id").HasMaxLength(SamlSettingsRowConfiguration.ConnectionIdLength);
        table.Property(r => r.Id).HasColumnName("id").HasMaxLength(64);
        table.Property(r => r.Browser).HasColumnName("browser").HasMaxLength(32);
        table.Property(r => r.TestedBy).HasColumnName("tested_by").HasMaxLength(255);
        table.Property(r => r.ReturnTo).HasColumnName("return_to").HasMaxLength(2048);
        table.Property(r => r.At).HasColumnName("at");
        table.Property(r => r.EndsAt).HasColumnName("ends_at");
    }
}

internal sealed class SamlUseRowConfiguration : IEntityTypeConfiguration<SamlUseRow>
{
    public void Configure(EntityTypeBuilder<SamlUseRow> table)
    {
        table.ToTable("saml_uses");
        table.HasKey(u => new { u.ConnectionId, u.Assertion });
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(u => u.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(u => new { u.ConnectionId, u.EndsAt });
        table.Property(u => u.ConnectionId).HasColumnName("connection_id").HasMaxLength(SamlSettingsRowConfiguration.ConnectionIdLength);
        table.Property(u => u.Assertion).HasColumnName("assertion").HasMaxLength(32);
        table.Property(u => u.EndsAt).HasColumnName("ends_at");
    }
}

internal sealed class SamlResultRowConfiguration : IEntityTypeConfiguration<SamlResultRow>
{
    public void Configure(EntityTypeBuilder<SamlResultRow> table)
    {
        table.ToTable("saml_results");
        table.HasKey(r => new { r.ConnectionId, r.Id });
        table.HasOne<ConnectionRow>().WithMany().HasForeignKey(r => r.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        table.Property(r => r.ConnectionId).HasColumnName("connection_id").HasMaxLength(SamlSettingsRowConfiguration.ConnectionIdLength);
        table.Property(r => r.Id).HasColumnName("id");
        table.Property(r => r.At).HasColumnName("at");
        table.Property(r => r.TestedBy).HasColumnName("tested_by").HasMaxLength(255);
        table.Property(r => r.Fault).HasColumnName("fault").HasConversion<string>().HasMaxLength(40);
        table.Property(r => r.Expected).HasColumnName("expected").HasMaxLength(2048);
        table.Property(r => r.Received).HasColumnName("received").HasMaxLength(2048);
        table.Property(r => r.NameId).HasColumnName("name_id").HasMaxLength(320);
        table.Property(r => r.Claims).HasColumnName("claims");
        table.Property(r => r.Certificate).HasColumnName("certificate").HasMaxLength(64);
        table.Property(r => r.ClockDifferenceMs).HasColumnName("clock_difference_ms");
        table.Property(r => r.Solicited).HasColumnName("solicited");
        table.Property(r => r.User).HasColumnName("user_id").HasMaxLength(36);
        table.Property(r => r.UserActive).HasColumnName("user_active");
        table.Property(r => r.Genuine).HasColumnName("genuine");
    }
}
