using System.CommandLine;
using System.Globalization;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;

namespace Pirros.Admin.Cli;

internal static class BrakeCommands
{
    private const int Listed = 100;

    public static Command Build(CommandRun run) => new("brake", "The mass-deactivation brake of a connection, and those who wait at it.") { Show(run), Set(run), Decide(run, "release"), Decide(run, "reject"), Undo(run), End(run), Seen(run) };

    private static Command Show(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var command = new Command("show", "Says how many deactivations are usual, what happens beyond, and who waits.") { id };
        command.SetAction((parsed, cancel) => PrintAsync(run, parsed, ConnectionId.Parse(parsed.GetRequiredValue(id)), cancel));
        return command;
    }

    private static Command Set(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var mode = new Option<string?>("--mode") { Description = "off, warn or hold." };
        mode.AcceptOnlyFromAmong("off", "warn", "hold");
        var percent = new Option<int?>("--percent") { Description = "More than so many per cent of the active people are too many." };
        var minimum = new Option<int?>("--minimum") { Description = "So many people are always usual." };
        var minutes = new Option<int?>("--minutes") { Description = "Within so many minutes." };
        var command = new Command("set", "Sets it. What is left out stays as it is.") { id, mode, percent, minimum, minutes };
        command.SetAction(async (parsed, cancel) =>
        {
            var connection = ConnectionId.Parse(parsed.GetRequiredValue(id));
            var service = run.Get<DeactivationService>();
            var now = (await service.BrakeAsync(run.Operator, connection, cancel)).Settings;
            var wanted = new BrakeSettings(
                parsed.GetValue(mode) is { } word ? Enum.Parse<BrakeMode>(word, ignoreCase: true) : now.Mode,
                parsed.GetValue(percent) ?? now.Percent,
                parsed.GetValue(minimum) ?? now.Minimum,
                parsed.GetValue(minutes) ?? now.Minutes);
            await service.SetAsync(run.Operator, connection, wanted, cancel);
            return await PrintAsync(run, parsed, connection, cancel);
        });
        return command;
    }

    private static Command Decide(CommandRun run, string verb)
    {
        var id = new Argument<string>("connection-id");
        var user = new Option<string?>("--user") { Description = "Only this user; all who wait when left out." };
        var releases = verb == "release";
        var command = new Command(verb, releases ? "Lets those who wait go through when the identity provider sends it again." : "Keeps those who wait active, and refuses what the identity provider sends.") { id, user };
        command.SetAction(async (parsed, cancel) =>
        {
            var connection = ConnectionId.Parse(parsed.GetRequiredValue(id));
            var service = run.Get<DeactivationService>();
            var people = releases
                ? await service.ReleaseAsync(run.Operator, connection, parsed.GetValue(user), cancel)
                : await service.RejectAsync(run.Operator, connection, parsed.GetValue(user), cancel);
            return await run.PrintAsync(parsed, new { people }, [$"{Number(people)} {(people == 1 ? "person" : "people")} {(releases ? "released" : "rejected")}."]);
        });
        return command;
    }

    private static Command Undo(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var user = new Argument<string>("user-id");
        var command = new Command("undo", "Takes back what was decided about a user, who waits again then.") { id, user };
        command.SetAction(async (parsed, cancel) =>
        {
            await run.Get<DeactivationService>().UndoAsync(run.Operator, ConnectionId.Parse(parsed.GetRequiredValue(id)), parsed.GetRequiredValue(user), cancel);
            return await run.PrintAsync(parsed, new { undone = true }, ["Taken back."]);
        });
        return command;
    }

    private static Command End(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var command = new Command("end-release", "Ends a release: whoever has not gone through waits again.") { id };
        command.SetAction(async (parsed, cancel) =>
        {
            await run.Get<DeactivationService>().EndReleaseAsync(run.Operator, ConnectionId.Parse(parsed.GetRequiredValue(id)), cancel);
            return await run.PrintAsync(parsed, new { ended = true }, ["Ended."]);
        });
        return command;
    }

    private static Command Seen(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var command = new Command("seen", "Marks as seen that deactivations beyond the usual went through.") { id };
        command.SetAction(async (parsed, cancel) =>
        {
            await run.Get<DeactivationService>().SeenAsync(run.Operator, ConnectionId.Parse(parsed.GetRequiredValue(id)), cancel);
            return await run.PrintAsync(parsed, new { seen = true }, ["Marked as seen."]);
        });
        return command;
    }

    private static async Task<int> PrintAsync(CommandRun run, ParseResult parsed, ConnectionId connection, CancellationToken cancel)
    {
        var service = run.Get<DeactivationService>();
        var brake = await service.BrakeAsync(run.Operator, connection, cancel);
        var waiting = await service.WaitingAsync(run.Operator, connection, Listed, cancel);
        var decided = await service.DecidedAsync(run.Operator, connection, Listed, cancel);
        var (mode, percent, minimum, minutes) = brake.Settings;
        var shape = new
        {
            connectionId = connection.Value,
            mode,
            percent,
            minimum,
            minutes,
            releasedUntil = brake.ReleasedUntil,
            releasedBy = brake.ReleasedBy,
            warning = brake.Warning,
            waiting = waiting.Waiting,
            people = waiting.People.Concat(decided.People),
        };
        return await run.PrintAsync(parsed, shape, Lines(brake, waiting, decided));
    }

    private static IEnumerable<string> Lines(Brake brake, HeldList waiting, HeldList decided)
    {
        yield return $"Brake: {brake.Settings}";
        if (brake.ReleasedUntil is { } until)
            yield return $"Released until {until:u} by {brake.ReleasedBy}";
        if (brake.Warning is { } warning)
            yield return $"Went through beyond the usual: {Number(warning.People)}, between {warning.FirstAt:u} and {warning.LastAt:u}";
        yield return $"Waiting for a decision: {Number(waiting.Waiting)}";
        foreach (var person in waiting.People)
            yield return $"  {person.UserId}  since {person.FirstAt:u}, {Number(person.Attempts)} {(person.Attempts == 1 ? "try" : "tries")}";
        foreach (var person in decided.People)
            yield return $"  {person.UserId}  {(person.Decision!.Verdict == BrakeVerdict.Released ? "released" : "rejected")} by {person.Decision.By} until {person.Decision.Until:u}";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
