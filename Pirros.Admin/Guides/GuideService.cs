using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Guides.Evidence;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>How far connections are set up, told from what arrived and from what people ticked. Each call names who acts, and reaches only what that person may.</summary>
public sealed class GuideService(IGuideStore store, ConnectionAccess access, ConnectionValueBuilder values, KnownAttributes known, TimeProvider clock)
{
    /// <summary>The most users that the attribute mappings are judged by.</summary>
    public const int UsersLookedAt = 100;

    private const int RequestsLookedAt = 200;
    private const int MostLeftOut = 20;

    /// <summary>The guide of a connection with what is known of each step.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="declared">The schemas that it declares.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The connection is out of reach.</exception>
    public async Task<GuideStatus> GetAsync(Actor actor, ConnectionId connection, IReadOnlyList<DeclaredSchema> declared, CancellationToken cancel)
    {
        var guide = GuideOf(await access.RequireAsync(actor, connection, cancel));
        List<ActivityMark> marks = [.. (await store.MarksAsync([connection], cancel))[connection]];
        List<GuideTick> ticks = [.. (await store.TicksAsync([connection], cancel))[connection]];
        var seen = (await store.SignOnAsync([connection], cancel)).GetValueOrDefault(connection);
        var test = seen is null ? null : await store.LatestTestAsync(connection, cancel);

        // What came before the provider was told anew, came of what was known then.
        if (test?.At < seen?.KnownAt)
            test = null;
        var leftOut = LeftOut(await store.LatestIgnoredAsync(connection, RequestsLookedAt, cancel), declared);
        var checks = MappingChecks.Of(ProviderWords.Subject(guide.Provider), guide.Mappings, await store.LatestUsersAsync(connection, UsersLookedAt, cancel), marks, leftOut);
        return new GuideStatus(guide, GuideProgress.Count(guide, marks, ticks, seen), [.. guide.Steps.Select(step => Status(step, marks, ticks, checks, seen, test))], checks, leftOut);
    }

    /// <summary>How far several connections are.</summary>
    /// <exception cref="RefusedException">One of them is out of reach.</exception>
    public async Task<IReadOnlyDictionary<ConnectionId, GuideProgress>> ProgressAsync(Actor actor, IReadOnlyCollection<Connection> connections, CancellationToken cancel)
    {
        if (connections.FirstOrDefault(connection => !actor.CanReach(connection.Tenant)) is { } foreign)
            throw RefusedException.NotFound(GuideTexts.FormatNoConnection(foreign.Id));
        if (connections.Count == 0)
            return new Dictionary<ConnectionId, GuideProgress>();
        List<ConnectionId> ids = [.. connections.Select(connection => connection.Id)];
        var marks = await store.MarksAsync(ids, cancel);
        var ticks = await store.TicksAsync(ids, cancel);
        var seen = await store.SignOnAsync(ids, cancel);
        return connections.ToDictionary(
            connection => connection.Id,
            connection => GuideProgress.Count(GuideOf(connection), [.. marks[connection.Id]], [.. ticks[connection.Id]], seen.GetValueOrDefault(connection.Id)));
    }

    /// <summary>Says that a step is done which nothing need show. For the tenant's own people.</summary>
    /// <exception cref="RefusedException">The connection is out of reach, the person is support, or the step is none, or one that ticks itself.</exception>
    public async Task TickAsync(Actor actor, ConnectionId connection, string step, CancellationToken cancel)
    {
        var owner = await RequireStepAsync(actor, connection, step, cancel);
        await store.TickAsync(connection, new GuideTick(step, clock.GetUtcNow(), actor.Name), AuditEntry.Of(clock, actor, owner.Tenant, connection, "guide.tick", step), cancel);
    }

    /// <summary>Takes that back.</summary>
    /// <exception cref="RefusedException">As for <see cref="TickAsync"/>.</exception>
    public async Task UntickAsync(Actor actor, ConnectionId connection, string step, CancellationToken cancel)
    {
        var owner = await RequireStepAsync(actor, connection, step, cancel);
        await store.UntickAsync(connection, step, AuditEntry.Of(clock, actor, owner.Tenant, connection, "guide.untick", step), cancel);
    }

    // Whatever address the portal is reached under: the Reply URL and the endpoint have the same, or not.
    private Guide GuideOf(Connection connection) => Guide.For(connection.Provider, values.Build(connection, "https://localhost"));

    private async Task<Connection> RequireStepAsync(Actor actor, ConnectionId connection, string step, CancellationToken cancel)
    {
        var owner = await access.RequireAsync(actor, connection, cancel);
        if (actor.Kind == ActorKind.Support)
            throw RefusedException.Forbidden(GuideTexts.TickedByTenant);
        if (GuideOf(owner).Find(step) is not { } found)
            throw RefusedException.NotFound(GuideTexts.NoSuchStep);
        return found.ByHand ? owner : throw RefusedException.Conflict(GuideTexts.TicksItself);
    }

    private static StepStatus Status(GuideStep step, List<ActivityMark> marks, List<GuideTick> ticks, IReadOnlyList<MappingCheck> checks, SignOnSeen? seen, SignOnTest? test)
    {
        var proof = Find(marks, step.Evidence?.Rule);
        var tick = step.ByHand ? ticks.Find(one => one.Step == step.Id) : null;
        var trouble = Find(marks, step.Trouble?.Rule) is { } bad && !(Find(marks, step.Trouble!.Until)?.LastAt >= bad.LastAt) ? bad : null;

        // Somebody was created, and what this step is about did not come with them.
        var check = checks.FirstOrDefault(one => one.Mapping.Attribute.Rule == step.Evidence?.Rule);
        var finding = proof is null && Find(marks, ScimEvidence.UserCreated) is not null ? check?.Finding : null;
        var seenAt = seen is null ? null : step.SignOn?.At(seen);
        var failedAt = test is not null && step.SignOn?.Failed(test) == true ? test.At : (DateTimeOffset?)null;
        var state = trouble is not null || finding is not null || failedAt is not null ? StepState.Problem : proof is not null || seenAt is not null ? StepState.Proved : tick is not null ? StepState.ByHand : StepState.Waiting;
        return new StepStatus(step, state) { Proof = proof, Tick = tick, Trouble = trouble, Finding = finding, SeenAt = seenAt, FailedAt = failedAt };
    }

    private static ActivityMark? Find(List<ActivityMark> marks, ActivityRule? rule) => rule is null ? null : marks.Find(mark => mark.Name == rule.Mark);

    private List<string> LeftOut(IReadOnlyList<string> bodies, IReadOnlyList<DeclaredSchema> declared)
    {
        var names = new List<string>();
        foreach (var text in bodies)
        {
            try
            {
                using var body = JsonDocument.Parse(text);
                names.AddRange(SentPaths.Of(body.RootElement).Select(sent => known.Unknown(sent.Path, declared)).OfType<string>());
            }
            catch (JsonException)
            {
                // Too long a body is kept shortened, and can't be read.
            }
        }

        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Take(MostLeftOut)];
    }
}
