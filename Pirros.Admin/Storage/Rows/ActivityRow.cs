using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage.Rows;

internal sealed class ActivityRow
{
    public required string ConnectionId { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public int Status { get; init; }

    public long DurationTicks { get; init; }

    public ActivityKind What { get; init; }

    public string? Subject { get; init; }

    public string? Detail { get; init; }

    public string? TokenId { get; init; }

    public string? Address { get; init; }

    public string? UserAgent { get; init; }

    public int Ignored { get; init; }

    public string? ResourceId { get; init; }

    public Guid? PreviousId { get; init; }

    public string? ScimType { get; init; }

    public TokenRefusal? Refusal { get; init; }

    public string? RefusedToken { get; init; }

    /// <summary>A JSON array of arrays: path, before, after.</summary>
    public string? Changes { get; init; }

    public string? Request { get; init; }

    public ActivityRecord ToRecord() => new(
        new ConnectionId(ConnectionId), Id, At, Method, Path, Status, TimeSpan.FromTicks(DurationTicks), What, Subject, Detail,
        TokenId is null ? null : new TokenId(TokenId), Address, UserAgent, Ignored)
    {
        Details = ResourceId is null && ScimType is null && Refusal is null && Request is null
            ? ActivityDetails.None
            : new ActivityDetails(ResourceId, LaterRefusals.Read(ScimType) is null ? ScimType : null, Refusal ?? LaterRefusals.Read(ScimType), RefusedToken is null ? null : new TokenId(RefusedToken), ChangesText.Read(Changes), Request) { Previous = PreviousId },
    };
}

internal sealed class ActivityRowConfiguration : IEntityTypeConfiguration<ActivityRow>
{
    /// <summary>Which records of a user or a group are found by its id, and not by the change after them.</summary>
    public const string Unled = "resource_id IS NOT NULL AND (previous_id IS NULL OR what='Deleted')";

    public void Configure(EntityTypeBuilder<ActivityRow> table)
    {
        table.ToTable("activity");
        table.HasKey(a => new { a.ConnectionId, a.Id });
        table.Property(a => a.ConnectionId).HasColumnName("connection_id").HasMaxLength(Connections.ConnectionId.Length);
        table.Property(a => a.Id).HasColumnName("id");
        table.Property(a => a.At).HasColumnName("at");
        table.Property(a => a.Method).HasColumnName("method").HasMaxLength(20);
        table.Property(a => a.Path).HasColumnName("path").HasMaxLength(500);
        table.Property(a => a.Status).HasColumnName("status");
        table.Property(a => a.DurationTicks).HasColumnName("duration_ticks");
        table.Property(a => a.What).HasColumnName("what").HasConversion<string>().HasMaxLength(20);
        table.Property(a => a.Subject).HasColumnName("subject").HasMaxLength(200);
        table.Property(a => a.Detail).HasColumnName("detail").HasMaxLength(500);
        table.Property(a => a.TokenId).HasColumnName("token_id").HasMaxLength(Tokens.TokenId.Length);
        table.Property(a => a.Address).HasColumnName("address").HasMaxLength(64);
        table.Property(a => a.UserAgent).HasColumnName("user_agent").HasMaxLength(200);
        table.Property(a => a.Ignored).HasColumnName("ignored");
        table.Property(a => a.ResourceId).HasColumnName("resource_id").HasMaxLength(64);
        table.Property(a => a.PreviousId).HasColumnName("previous_id");
        table.Property(a => a.ScimType).HasColumnName("scim_type").HasMaxLength(30);
        table.Property(a => a.Refusal).HasColumnName("refusal").HasConversion<string>().HasMaxLength(20);
        table.Property(a => a.RefusedToken).HasColumnName("refused_token").HasMaxLength(Tokens.TokenId.Length);
        table.Property(a => a.Changes).HasColumnName("changes");
        table.Property(a => a.Request).HasColumnName("request").HasMaxLength(8_000);

        // Of a user's or a group's history those that no later change leads to: to change one of very many users costs no page of an index.
        table.HasIndex(a => new { a.ConnectionId, a.ResourceId, a.Id }).HasFilter(Unled);
    }
}
