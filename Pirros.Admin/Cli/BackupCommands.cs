using System.CommandLine;
using System.Globalization;
using Pirros.Admin.Backups;

namespace Pirros.Admin.Cli;

internal static class BackupCommands
{
    public static Command Build(CommandRun run) => new("backup", "Backups of the whole installation.") { Create(run), Verify(run), Restore(run) };

    private static Command Create(CommandRun run)
    {
        var file = File("The file to write. It must not be there yet.");
        var command = new Command("create", "Writes the database as it is now into a file, while the server runs, and tries it by restoring.") { file };
        command.SetAction(async (parsed, cancel) =>
        {
            var path = Full(parsed.GetRequiredValue(file));
            var findings = await run.Get<BackupService>().CreateAsync(run.Operator, path, cancel);
            return await run.PrintAsync(parsed, Shape(path, findings), [$"Wrote {path}.", .. Lines(findings)]);
        });
        return command;
    }

    private static Command Verify(CommandRun run)
    {
        var file = File("A file that backup create wrote.");
        var command = new Command("verify", "Tries a backup by restoring it beside the database, and removes what it restored. Exit code 1 when it does not hold.") { file };
        command.SetAction(async (parsed, cancel) =>
        {
            var path = Full(parsed.GetRequiredValue(file));
            var findings = await run.Get<BackupService>().VerifyAsync(run.Operator, path, cancel);
            await run.PrintAsync(parsed, Shape(path, findings), Lines(findings));
            return findings.Holds ? 0 : 1;
        });
        return command;
    }

    private static Command Restore(CommandRun run)
    {
        var file = File("A file that backup create wrote.");
        var replace = new Option<bool>("--replace") { Description = "Also when the database holds tenants. What was there is kept beside it." };
        var command = new Command("restore", "Puts a backup in the place of the database. The server must be stopped. Either all of it is restored or nothing is changed.") { file, replace };
        command.SetAction(async (parsed, cancel) =>
        {
            var path = Full(parsed.GetRequiredValue(file));
            var outcome = await run.Get<BackupService>().RestoreAsync(run.Operator, path, parsed.GetValue(replace), cancel);
            string[] kept = outcome.Kept is { } old ? [$"What was there is kept as {old}."] : [];
            return await run.PrintAsync(
                parsed,
                new { file = path, restoredTo = outcome.Place, kept = outcome.Kept, outcome.Findings.Version, auditEntries = outcome.Findings.AuditEntries, outcome.Findings.Rows, outcome.Findings.NotVerified },
                [$"Restored to {outcome.Place}.", .. kept, .. Lines(outcome.Findings)]);
        });
        return command;
    }

    private static object Shape(string file, BackupFindings found)
        => new { file, holds = found.Holds, found.Version, auditEntries = found.AuditEntries, found.Rows, found.Faults, found.NotVerified };

    private static IEnumerable<string> Lines(BackupFindings found) =>
    [
        !found.Holds ? "It does not hold:" : found.NotVerified.Count == 0 ? "It holds, tried by restoring it." : "Nothing wrong was found with what could be tried.",
        .. found.Faults,
        $"{Number(found.Rows.Values.Sum())} rows in {found.Rows.Count} tables; {Number(found.AuditEntries)} audit entries hold.",
        .. found.NotVerified.Select(what => $"Not verified: {what}"),
    ];

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static Argument<string> File(string description) => new("file") { Description = description };

    private static string Full(string path)
        => string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal) ? throw RefusedException.Invalid("Name a file.") : Path.GetFullPath(path);
}
