using System.CommandLine;
using System.Globalization;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;

namespace Pirros.Admin.Cli;

internal static class DeactivationCommands
{
    private const int NormalDays = 30;

    public static Command Build(CommandRun run) => new("deactivation", "Deactivations that were carried out.") { List(run) };

    private static Command List(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var from = new Option<string?>("--from") { Description = "From this day on (UTC), such as 2026-11-01; the last 30 days when left out." };
        var until = new Option<string?>("--until") { Description = "Until the end of this day (UTC)." };
        var most = new Option<int>("--limit") { Description = "At most so many, the newest.", DefaultValueFactory = _ => 1_000 };
        var command = new Command("list", "Lists when each arrived, was in force and was delivered, with median and p95. Taking them away is audited.") { id, from, until, most };
        command.SetAction(async (parsed, cancel) =>
        {
            var (connection, limit) = (ConnectionId.Parse(parsed.GetRequiredValue(id)), parsed.GetValue(most));
            if (limit < 1)
                throw RefusedException.Invalid("The limit must be 1 or more.");
            var now = run.Get<TimeProvider>().GetUtcNow();
            var begin = Day(parsed.GetValue(from)) ?? now.AddDays(-NormalDays);
            var end = Day(parsed.GetValue(until))?.AddDays(1) ?? now.AddMinutes(1);
            var service = run.Get<DeactivationService>();
            var figures = await service.FiguresAsync(run.Operator, connection, begin, end, cancel);
            List<DeactivationReceipt> receipts = [];
            await foreach (var page in await service.ExportAsync(run.Operator, connection, begin, end, "list", cancel))
            {
                receipts.AddRange(page.Take(limit - receipts.Count));
                if (receipts.Count == limit)
                    break;
            }

            var shape = new
            {
                connectionId = connection.Value,
                from = begin,
                until = end,
                people = figures.People,
                blockedAfterMs = new { median = figures.BlockedMedian?.TotalMilliseconds, p95 = figures.BlockedP95?.TotalMilliseconds },
                delivered = figures.Delivered,
                deliveredAfterMs = new { median = figures.DeliveredMedian?.TotalMilliseconds, p95 = figures.DeliveredP95?.TotalMilliseconds },
                receipts = receipts.Select(receipt => DeactivationExport.Shape(connection, receipt)),
            };
            return await run.PrintAsync(parsed, shape, [.. receipts.Select(Line), Sum(figures)]);
        });
        return command;
    }

    private static DateTimeOffset? Day(string? text)
    {
        if (text is null)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : throw RefusedException.Invalid($"'{text}' is no day. Write one such as 2026-11-01.");
    }

    private static string Line(DeactivationReceipt receipt)
        => $"{receipt.ReceivedAt:u}  {receipt.UserId}  {(receipt.Deleted ? "deleted" : "deactivated")}, blocked after {Milliseconds(receipt.BlockedAt - receipt.ReceivedAt)}, {(receipt.DeliveredAt is { } at ? $"delivered after {Milliseconds(at - receipt.ReceivedAt)}" : "not delivered")}{(receipt.Beyond ? ", beyond the usual" : "")}";

    private static string Sum(ReceiptFigures figures) => figures.People == 0
        ? "Nobody was deactivated."
        : $"{figures.People.ToString("N0", CultureInfo.InvariantCulture)} deactivated: blocked after {Milliseconds(figures.BlockedMedian!.Value)} (median), {Milliseconds(figures.BlockedP95!.Value)} (p95); "
            + (figures is { DeliveredMedian: { } median, DeliveredP95: { } p95 }
                ? $"{figures.Delivered.ToString("N0", CultureInfo.InvariantCulture)} delivered after {Milliseconds(median)} (median), {Milliseconds(p95)} (p95)."
                : "none delivered.");

    private static string Milliseconds(TimeSpan span) => $"{span.TotalMilliseconds.ToString("N1", CultureInfo.InvariantCulture)} ms";
}
