using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.HandOffs;
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

    public List<ActivityMark> Marks { get; } = [];

    public Dictionary<ConnectionId, (long Users, long Active)> Users { get; } = [];

    public List<Admin.Audit.AuditEntry> Audit { get; } = [];

    /// <summary>Thrown by the next call of any store, once.</summary>
    public Exception? Fault { get; set; }

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
            latest.FirstOrDefault(record => record.Succeeded)?.At);
    }
}
