using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Audit;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Cli;

internal static class AuditCommands
{
    public static Command Build(CommandRun run) => new("audit", "Who did what.") { Verify(run), List(run) };

    private static Command Verify(CommandRun run)
    {
        var against = new Option<FileInfo?>("--against") { Description = "What verify --json printed before: its entries must still be there, unchanged." };
        var command = new Command("verify", "Walks the hash chain of every tenant and says whether each entry is as it was written. Exit code 1 when one is not.") { against };
        command.SetAction(async (parsed, cancel) =>
        {
            var known = parsed.GetValue(against) is { } file ? await ReadAsync(file, cancel) : [];
            var found = await run.Get<AuditVerifier>().VerifyAsync(known, cancel);
            var shape = new
            {
                holds = found.Break is null,
                entries = found.Entries,
                broken = found.Break is { } broken ? new { tenant = broken.Tenant.Value, number = broken.Number, fault = broken.Fault, message = Sentence(broken) } : null,
                heads = found.Heads.Select(head => new { tenant = head.Tenant.Value, number = head.Number, hash = Convert.ToHexStringLower(head.Hash.Span) }),
            };
            string[] lines = found.Break is { } first
                ? [Sentence(first), Amount(found.Entries, "hold before it")]
                : [Amount(found.Entries, $"hold, in {found.Heads.Count.ToString("N0", CultureInfo.InvariantCulture)} chain{(found.Heads.Count == 1 ? "" : "s")}")];
            await run.PrintAsync(parsed, shape, lines);
            return found.Break is null ? 0 : 1;
        });
        return command;
    }

    private static Command List(CommandRun run)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only those of this tenant." };
        var connection = new Option<string?>("--connection") { Description = "Only those of this connection." };
        var person = new Option<string?>("--person") { Description = "Only those of this person, by the identifier from the sign-in." };
        var kind = new Option<string?>("--kind") { Description = "Only those of this kind, such as token or connection." };
        var from = new Option<string?>("--from") { Description = "From this day on (UTC), such as 2026-11-01." };
        var until = new Option<string?>("--until") { Description = "Until the end of this day (UTC)." };
        var most = new Option<int>("--limit") { Description = "At most so many, the newest.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "Lists audit entries, newest first.") { tenant, connection, person, kind, from, until, most };
        command.SetAction(async (parsed, cancel) =>
        {
            var address = new AuditAddress(
                parsed.GetValue(tenant), parsed.GetValue(connection), parsed.GetValue(person), parsed.GetValue(kind), parsed.GetValue(from), parsed.GetValue(until));
            var limit = parsed.GetValue(most);
            if (limit < 1)
                throw RefusedException.Invalid("The limit must be 1 or more.");
            var records = await (await run.Get<AuditService>().ListAsync(run.Operator, address.ToFilter(), cancel)).Take(limit).ToListAsync(cancel);
            return await run.PrintAsync(parsed, records.Select(AuditExport.Shape), records.Select(Line));
        });
        return command;
    }

    private static string Line(AuditRecord record)
    {
        var entry = record.Entry;
        var where = entry.Connection is { } id ? $" ({id})" : "";
        return $"{entry.At:u}  {entry.Tenant,-24} {entry.Actor.Name} {AuditSentence.Of(entry)}{where}{(entry.Actor.Address is { } from ? $", from {from}" : "")}{(entry.Reason is { } why ? $". Reason: {why}" : "")}";
    }

    private static string Amount(long entries, string rest) => $"{entries.ToString("N0", CultureInfo.InvariantCulture)} {(entries == 1 ? "entry" : "entries")} {rest}.";

    private static string Sentence(AuditBreak broken) => $"Entry {broken.Number.ToString("N0", CultureInfo.InvariantCulture)} of {broken.Tenant} does not hold: {Why(broken.Fault)}.";

    private static string Why(AuditFault fault) => fault switch
    {
        AuditFault.Changed => "it was changed after it was written",
        AuditFault.Missing => "it is missing",
        AuditFault.OutOfOrder => "it does not follow on the entry before it, so one was removed, moved or put in",
        AuditFault.Added => "it stands behind the newest entry that the chain knows",
        _ => "another stood there at the earlier verification",
    };

    private static async Task<AuditHead[]> ReadAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(file.FullName, cancel));
            return [.. document.RootElement.GetProperty("heads").EnumerateArray().Select(head => new AuditHead(
                new TenantId(head.GetProperty("tenant").GetString() ?? ""), head.GetProperty("number").GetInt64(), Convert.FromHexString(head.GetProperty("hash").GetString() ?? "")))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw RefusedException.Invalid($"{file.FullName} can't be read as what audit verify --json printed: {error.Message}");
        }
    }
}
