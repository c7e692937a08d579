using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Directory;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;
using Pirros.Admin.Saml;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>What the fake stores share, kept in memory.</summary>
public sealed class PortalData(TimeProvider clock)
{
    public TimeProvider Clock { get; } = clock;

    public List<Tenant> Tenants { get; } = [];

    public List<Connection> Connections { get; } = [];

    public Dictionary<ConnectionId, IReadOnlyList<DeclaredSchema>> Schemas { get; } = [];

    public List<Token> Tokens { get; } = [];

    public List<(HandOff HandOff, byte[] Hash)> HandOffs { get; } = [];

    public List<ActivityRecord> Records { get; } = [];

    /// <summary>What was asked of the activity, in order.</summary>
    public List<ActivityQuery> Queries { get; } = [];

    /// <summary>How many records one look goes through.</summary>
    public int Look { get; set; } = 20_000;

    public List<ActivityMark> Marks { get; } = [];

    public List<GuideTick> Ticks { get; } = [];

    /// <summary>What single sign-on has shown; null while no provider is known.</summary>
    public SignOnSeen? SignOn { get; set; }

    /// <summary>What came of the newest test of it.</summary>
    public SignOnTest? SignOnTest { get; set; }

    /// <summary>What is known of the provider for single sign-on; null for nothing.</summary>
    public SamlSettings? Saml { get; set; }

    /// <summary>What came of responses, newest first.</summary>
    public List<SamlResult> SamlResults { get; } = [];

    /// <summary>Documents of users, newest first.</summary>
    public List<string> UserDocuments { get; } = [];
    /// <summary>Users and groups, and who is in which group.</summary>
    public List<(DirectoryKind Kind, DirectoryEntry Entry)> Directory { get; } = [];

    public List<(string Group, string Member)> Members { get; } = [];

    public Brake Brake { get; set; } = new(BrakeSettings.Default);

    public List<HeldDeactivation> Held { get; } = [];

    public List<DeactivationReceipt> Receipts { get; } = [];

    public Dictionary<ConnectionId, (long Users, long Active)> Users { get; } = [];

    public List<Admin.Audit.AuditEntry> Audit { get; } = [];

    /// <summary>Thrown by the next call of any store, once.</summary>
    public Exception? Fault { get; set; }

    /// <summary>When the last certificate of the provider ends; null when none is known.</summary>
    public DateTimeOffset? CertificateEndsAt { get; set; }

    public void Check()
    {
        var fault = Fault;
        Fault = null;
        if (fault is not null)
            throw fault;
    }

    public ConnectionSummary Summary(Connection connection)
    {
        var now = Clock.GetUtcNow();
        var live = Tokens.Where(token => token.Connection == connection.Id && token.IsLiveAt(now)).ToList();
        var latest = Records.Where(record => record.Connection == connection.Id).OrderByDescending(record => record.At).ToList();
        var (users, active) = Users.GetValueOrDefault(connection.Id);
        return new ConnectionSummary(
            connection,
            Tenants.First(tenant => tenant.Id == connection.Tenant).Name,
            users,
            active,
            live.Count,
            live.Count == 0 || live.Any(token => token.EndsAt is null) ? null : live.Max(token => token.EndsAt),
            latest.FirstOrDefault()?.At,
            latest.FirstOrDefault()?.Status,
            latest.FirstOrDefault(record => record.Succeeded)?.At)
        {
            Signs = Signs(latest, live, now) with
            {
                Held = Held.Count(person => person.Decision is null),
                HeldSince = Held.Where(person => person.Decision is null).Select(person => (DateTimeOffset?)person.FirstAt).Min(),
                Beyond = Brake.Warning?.People ?? 0,
                BeyondFrom = Brake.Warning?.FirstAt,
                BeyondAt = Brake.Warning?.LastAt,
            },
            CertificateEndsAt = CertificateEndsAt,
        };
    }

    private static ConnectionSigns Signs(List<ActivityRecord> records, List<Token> live, DateTimeOffset now)
    {
        var batch = new ActivityBatch(records, DiagnosisMarks.Rules);
        var lately = batch.Hours.Where(hour => hour.Hour.Hour >= now - ConnectionSigns.FailureSpan).Select(hour => hour.Hour).ToList();
        return new ConnectionSigns
        {
            LastAt = batch.Marks.ToDictionary(mark => mark.Mark.Name, mark => mark.Mark.LastAt),
            Requests = lately.Sum(hour => hour.Requests),
            Failed = lately.Sum(hour => hour.Failed),
            Deactivated = batch.Hours.Where(hour => hour.Hour.Hour >= now - ConnectionSigns.DeactivationSpan).Sum(hour => hour.Hour.Deactivated),
            NeededTokenEndsAt = ConnectionSigns.NeededEnd([.. live.Select(token => (token.ReplacedAt, token.EndsAt, token.LastUse?.At))]),
        };
    }
}
