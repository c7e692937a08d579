using System.CommandLine;
using System.Globalization;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Cli;

/// <summary>Commands that take a tenant elsewhere, or away.</summary>
internal static class TenantMoveCommands
{
    public static Command Export(CommandRun run)
    {
        var slug = Slug();
        var output = new Option<string>("--out") { Description = "The file to write, such as acme.jsonl.gz. It must not be there yet.", Required = true };
        var command = new Command("export", "Writes all that is a tenant's into a file, as it is at one moment, while the server runs.") { slug, output };
        command.SetAction(async (parsed, cancel) =>
        {
            var file = Path.GetFullPath(parsed.GetRequiredValue(output));
            var found = await run.Get<TenantArchiveService>().ExportAsync(run.Operator, TenantId.Parse(parsed.GetRequiredValue(slug)), file, cancel);
            return await run.PrintAsync(parsed, Shape(found, found.Tenant, file), [$"Wrote {Rows(found)} of {found.Tenant} to {file}."]);
        });
        return command;
    }

    public static Command Import(CommandRun run)
    {
        var file = new Argument<string>("file") { Description = "A file that tenant export wrote, here or elsewhere, on either kind of database." };
        var slug = new Option<string?>("--slug") { Description = "Another short name. Ids and Entity IDs stay as they are." };
        var command = new Command("import", "Adds the tenant of a file, with its connections, tokens and directory. Either all of it is added or nothing.") { file, slug };
        command.SetAction(async (parsed, cancel) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            TenantId? other = parsed.GetValue(slug) is { } text ? TenantId.Parse(text) : null;
            var found = await run.Get<TenantArchiveService>().ImportAsync(run.Operator, path, other, cancel);
            return await run.PrintAsync(parsed, Shape(found, other ?? found.Tenant, path), [$"Added {other ?? found.Tenant} with {Rows(found)}."]);
        });
        return command;
    }

    public static Command Delete(CommandRun run)
    {
        var slug = Slug();
        var confirm = new Option<string>("--confirm") { Description = "The short name once more.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why, for the certificate and the audit.", Required = true };
        var command = new Command("delete", "Deletes a tenant with everything that is theirs, for good, and prints a certificate. Goes on where it was left when it was stopped; asked again it prints the certificate.")
        {
            slug,
            confirm,
            reason,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var certificate = await run.Get<TenantDeletionService>().DeleteAsync(
                run.Operator, TenantId.Parse(parsed.GetRequiredValue(slug)), parsed.GetRequiredValue(confirm), parsed.GetRequiredValue(reason), cancel);
            var said = certificate.Statement;
            return await run.PrintAsync(
                parsed,
                certificate,
                [
                    $"Deleted {said.Tenant} ({said.Name}), begun at {said.BeganAt:u}, finished at {said.FinishedAt:u}.",
                    .. said.Removed.Select(table => $"{Number(table.Value),12} rows of {table.Key}"),
                    $"Its audit had {Number(said.AuditEntries)} entries, up to {said.AuditHash}.",
                    $"Certificate {certificate.Hash}",
                ]);
        });
        return command;
    }

    private static Argument<string> Slug() => new("slug") { Description = "The tenant's short name." };

    private static object Shape(TenantArchiveSummary found, TenantId tenant, string file)
        => new { tenant = tenant.Value, file, found.Rows, auditEntries = found.AuditEntries, auditHash = found.AuditHash, sha256 = found.Sha256 };

    private static string Rows(TenantArchiveSummary found) => $"{Number(found.Rows.Values.Sum())} rows in {found.Rows.Count} tables";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
