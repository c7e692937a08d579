using System.CommandLine;
using System.Globalization;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Cli;

internal static class SubscriberCommands
{
    public static Command Build(CommandRun run)
        => new("subscriber", "Who gets a tenant's events: by the events API, and by webhooks.") { Create(run), List(run), Show(run), Rename(run), Webhook(run), Rotate(run), Pause(run), Resume(run), Replay(run), Test(run), Remove(run) };

    private static Command Create(CommandRun run)
    {
        var (tenant, name, url) = (Tenant(), new Option<string>("--name") { Description = "What people call it.", Required = true }, new Option<string?>("--url") { Description = "Where webhooks go; without it there are none." });
        var command = new Command("create", "Adds a subscriber. Its key, and the signing secret of its webhooks, are printed this once.") { tenant, name, url };
        command.SetAction(async (parsed, cancel) => await IssuedAsync(
            run, parsed, await run.Get<SubscriberService>().CreateAsync(run.Operator, Of(parsed, tenant), parsed.GetRequiredValue(name), parsed.GetValue(url), cancel)));
        return command;
    }

    private static Command List(CommandRun run)
    {
        var tenant = Tenant();
        var command = new Command("list", "Lists a tenant's subscribers with how far each is.") { tenant };
        command.SetAction(async (parsed, cancel) =>
        {
            var states = await run.Get<SubscriberService>().ListAsync(run.Operator, Of(parsed, tenant), cancel);
            return await run.PrintAsync(parsed, states.Select(Shape), states.Select(Line));
        });
        return command;
    }

    private static Command Show(CommandRun run)
    {
        var (tenant, id) = (Tenant(), Id());
        var command = new Command("show", "Shows a subscriber, with its latest attempts.") { tenant, id };
        command.SetAction(async (parsed, cancel) =>
        {
            var service = run.Get<SubscriberService>();
            var (owner, which) = (Of(parsed, tenant), parsed.GetRequiredValue(id));
            var state = await service.GetAsync(run.Operator, owner, which, cancel);
            var attempts = await service.AttemptsAsync(run.Operator, owner, which, null, cancel);
            var shape = new
            {
                subscriber = Shape(state),
                attempts = attempts.Select(a => new { at = a.At, number = a.Number, eventId = a.EventId, type = a.Type, subject = a.Subject, attempt = a.Attempt, outcome = a.Made.Outcome, status = a.Made.Status, milliseconds = (long)a.Made.Duration.TotalMilliseconds, nextAt = a.NextAt }),
            };
            return await run.PrintAsync(parsed, shape, [Line(state), .. attempts.Select(a => $"{a.At:u}  {a.Number}  {a.Type,-22} {a.Made.Outcome,-11} {a.Made.Status?.ToString(CultureInfo.InvariantCulture) ?? "-"}")]);
        });
        return command;
    }

    private static Command Rename(CommandRun run)
    {
        var (tenant, id, name) = (Tenant(), Id(), new Option<string>("--name") { Required = true });
        var command = new Command("rename", "Changes the name.") { tenant, id, name };
        command.SetAction(async (parsed, cancel) =>
        {
            await run.Get<SubscriberService>().RenameAsync(run.Operator, Of(parsed, tenant), parsed.GetRequiredValue(id), parsed.GetRequiredValue(name), cancel);
            return await DoneAsync(run, parsed, id, "Renamed.");
        });
        return command;
    }

    private static Command Webhook(CommandRun run)
    {
        var (tenant, id, url) = (Tenant(), Id(), new Option<string?>("--url") { Description = "Where webhooks go; without it they end." });
        var command = new Command("webhook", "Sets where webhooks go, with a new signing secret that is printed this once.") { tenant, id, url };
        command.SetAction(async (parsed, cancel) => await IssuedAsync(
            run, parsed, await run.Get<SubscriberService>().SetWebhookAsync(run.Operator, Of(parsed, tenant), parsed.GetRequiredValue(id), parsed.GetValue(url), cancel)));
        return command;
    }

    private static Command Rotate(CommandRun run)
    {
        var (tenant, id) = (Tenant(), Id());
        var what = new Argument<string>("what") { Description = "key, or secret." };
        what.AcceptOnlyFromAmong("key", "secret");
        var grace = new Option<TimeSpan>("--grace") { Description = "How long the present one works on, such as 24h.", CustomParser = Span.Parse, DefaultValueFactory = _ => SubscriberService.DefaultGrace };
        var command = new Command("rotate", "Makes a new key or signing secret, printed this once; the present one works on for the grace period.") { tenant, id, what, grace };
        command.SetAction(async (parsed, cancel) =>
        {
            var (service, owner, which, how) = (run.Get<SubscriberService>(), Of(parsed, tenant), parsed.GetRequiredValue(id), parsed.GetValue(grace));
            return await IssuedAsync(run, parsed, parsed.GetRequiredValue(what) == "key"
                ? await service.RotateKeyAsync(run.Operator, owner, which, how, cancel)
                : await service.RotateSecretAsync(run.Operator, owner, which, how, cancel));
        });
        return command;
    }

    private static Command Pause(CommandRun run) => Act(run, "pause", "Stops sending webhooks; what happens meanwhile waits.", "Paused.", (service, tenant, id, reason, cancel) => service.PauseAsync(run.Operator, tenant, id, reason, cancel));

    private static Command Resume(CommandRun run) => Act(run, "resume", "Goes on with all that waits.", "Resumed.", (service, tenant, id, reason, cancel) => service.ResumeAsync(run.Operator, tenant, id, reason, cancel));

    private static Command Test(CommandRun run) => Act(run, "test", "Sends an event that says nothing but that events arrive.", "Sent.", (service, tenant, id, reason, cancel) => service.TestAsync(run.Operator, tenant, id, reason, cancel));

    private static Command Remove(CommandRun run) => Act(run, "remove", "Removes a subscriber; its key ends at once.", "Removed.", (service, tenant, id, _, cancel) => service.RemoveAsync(run.Operator, tenant, id, cancel));

    private static Command Replay(CommandRun run)
    {
        var (tenant, id) = (Tenant(), Id());
        var number = new Option<long?>("--event") { Description = "The number of one event." };
        var since = new Option<DateTimeOffset?>("--since") { Description = "All from a moment on, such as 2026-11-26T08:00:00Z." };
        var reason = Reason();
        var command = new Command("replay", "Delivers again what was delivered.") { tenant, id, number, since, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            var which = parsed.GetRequiredValue(id);
            var events = await run.Get<SubscriberService>().ReplayAsync(run.Operator, Of(parsed, tenant), which, parsed.GetValue(number), parsed.GetValue(since), parsed.GetValue(reason), cancel);
            return await run.PrintAsync(parsed, new { subscriberId = which, events }, [string.Create(CultureInfo.InvariantCulture, $"{events:N0} events are delivered again.")]);
        });
        return command;
    }

    private static Command Act(CommandRun run, string name, string description, string done, Func<SubscriberService, TenantId, Guid, string?, CancellationToken, Task> act)
    {
        var (tenant, id, reason) = (Tenant(), Id(), Reason());
        var command = new Command(name, description) { tenant, id, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            await act(run.Get<SubscriberService>(), Of(parsed, tenant), parsed.GetRequiredValue(id), parsed.GetValue(reason), cancel);
            return await DoneAsync(run, parsed, id, done);
        });
        return command;
    }

    private static Option<string> Tenant() => new("--tenant") { Description = "The tenant's short name.", Required = true };

    private static Argument<Guid> Id() => new("subscriber-id");

    private static Option<string?> Reason() => new("--reason") { Description = "Why, for the audit." };

    private static TenantId Of(ParseResult parsed, Option<string> tenant) => TenantId.Parse(parsed.GetRequiredValue(tenant));

    private static Task<int> DoneAsync(CommandRun run, ParseResult parsed, Argument<Guid> id, string done) => run.PrintAsync(parsed, new { subscriberId = parsed.GetRequiredValue(id) }, [done]);

    private static Task<int> IssuedAsync(CommandRun run, ParseResult parsed, IssuedSecrets issued)
    {
        var subscriber = issued.Subscriber;
        string[] lines =
        [
            $"Subscriber {subscriber.Id} ({subscriber.Name})", .. issued.Key is { } key ? [$"Key of the events API: {key}"] : Array.Empty<string>(), .. issued.SigningSecret is { } secret ? [$"Signing secret: {secret}"] : Array.Empty<string>(),
        ];
        return run.PrintAsync(parsed, new { subscriberId = subscriber.Id, name = subscriber.Name, url = subscriber.Url, key = issued.Key, signingSecret = issued.SigningSecret }, lines);
    }

    private static object Shape(SubscriberState state) => new
    {
        subscriberId = state.Subscriber.Id,
        name = state.Subscriber.Name,
        url = state.Subscriber.Url,
        state = state.Condition,
        behind = state.Behind,
        nextAt = state.NextAt,
        pausedAt = state.Subscriber.PausedAt,
        pausedFor = state.Subscriber.PausedFor,
        failingSince = state.Subscriber.FailingSince,
        fetchedAt = state.Subscriber.FetchedAt,
    };

    private static string Line(SubscriberState state) => $"{state.Subscriber.Id}  {state.Condition,-10} {state.Behind,6} behind  {state.Subscriber.Name}  {state.Subscriber.Url ?? "(events API only)"}";
}
