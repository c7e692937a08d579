using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Directory;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis;

/// <summary>Gathers what a diagnosis is told from: a few keyed reads, however many users and requests a connection has.</summary>
public sealed class DiagnosisService(ConnectionService connections, TokenService tokens, ActivityService activity, DeactivationService deactivations, DirectoryService directory, TimeProvider clock)
{
    private const int Latest = 200;
    private const int Named = 5;
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
            now)
        {
            Concerned = await ConcernedAsync(actor, summary, now, cancel),
        };
        return facts.NewestRefused?.Details is { Refusal: TokenRefusal.OtherConnection, RefusedToken: { } token }
            ? facts with { OtherConnection = await tokens.OwnerAsync(actor, token, cancel) }
            : facts;
    }

    /// <summary>Nothing is read where nothing waits and nothing is to be told.</summary>
    private async Task<IReadOnlyList<string>> ConcernedAsync(Actor actor, ConnectionSummary summary, DateTimeOffset now, CancellationToken cancel)
    {
        var (connection, signs) = (summary.Connection.Id, summary.Signs);
        List<string> ids = [];
        if (signs.Held > 0)
            ids = [.. (await deactivations.WaitingAsync(actor, connection, Named, cancel)).People.Select(person => person.UserId)];
        else if (signs.BeyondFrom is { } from)
            ids = [.. (await deactivations.ReceiptsAsync(actor, connection, new ReceiptQuery(from, now.AddTicks(1), Count: Named, OnlyBeyond: true), cancel)).Select(receipt => receipt.UserId).Distinct(StringComparer.Ordinal)];
        var known = await directory.UsersByIdAsync(actor, connection, ids, null, cancel);
        return [.. ids.Select(id => known.TryGetValue(id, out var user) ? user.Title : id)];
    }
}
