using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis;

/// <summary>Gathers what a diagnosis is told from: a few keyed reads, however many users and requests a connection has.</summary>
public sealed class DiagnosisService(ConnectionService connections, TokenService tokens, ActivityService activity, TimeProvider clock)
{
    private const int Latest = 200;
    private static readonly TimeSpan Back = TimeSpan.FromDays(7);

    /// <summary>What is known of a connection now.</summary>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<DiagnosisFacts> GatherAsync(Actor actor, ConnectionId connection, CancellationToken cancel)
    {
        var summary = await connections.GetAsync(actor, connection, cancel);
        var now = clock.GetUtcNow();
        var facts = new DiagnosisFacts(
            summary,
            await tokens.ListAsync(actor, connection, cancel),
            await activity.MarksAsync(actor, connection, cancel),
            await activity.HoursAsync(actor, connection, now - Back, cancel),
            await activity.LatestAsync(actor, connection, Latest, cancel),
            now);
        return facts.NewestRefused?.Details is { Refusal: TokenRefusal.OtherConnection, RefusedToken: { } token }
            ? facts with { OtherConnection = await tokens.OwnerAsync(actor, token, cancel) }
            : facts;
    }
}
