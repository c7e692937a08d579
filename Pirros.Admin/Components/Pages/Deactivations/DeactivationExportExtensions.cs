using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Directory;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Deactivations;

/// <summary>The download of receipts: <c>GET /connections/{id}/deactivations/export?format=csv|jsonl&amp;days=30</c>. What support takes away is masked, whatever reason was given: a file goes further than a window.</summary>
internal static class DeactivationExportExtensions
{
    private const int LongestDays = 3_650;

    public static IEndpointRouteBuilder MapDeactivationExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connections/{id}/deactivations/export", ExportAsync).RequireAuthorization(Policies.Portal);
        return routes;
    }

    private static async Task ExportAsync(HttpContext http, string id, DeactivationService deactivations, DirectoryService directory, TimeProvider clock)
    {
        var cancel = http.RequestAborted;
        try
        {
            var format = http.Request.Query["format"].ToString();
            if (format is not ("csv" or "jsonl"))
                throw RefusedException.Invalid(DeactivationPageTexts.FormatIs);
            if (!int.TryParse(http.Request.Query["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > LongestDays)
                throw RefusedException.Invalid(DeactivationPageTexts.PeriodIs);
            if (http.User.ToActor(RemoteAddress.Of(http)) is not { } actor)
                throw RefusedException.Forbidden(SignInTexts.SessionEnded);
            var connection = ConnectionId.Parse(id);
            var now = clock.GetUtcNow();
            var pages = await deactivations.ExportAsync(actor, connection, now.AddDays(-days), now.AddMinutes(1), format, cancel);

            // Rows are sent as they are read; a slow reader slows the reading, and nothing is gathered here.
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            http.Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"deactivations-{connection}-{now:yyyyMMdd-HHmmss}.{format}\"";
            http.Response.Headers.CacheControl = "no-store";
            await WriteAsync(http.Response, format, connection, pages, ids => directory.UsersByIdAsync(actor, connection, ids, null, cancel), cancel);
        }
        catch (RefusedException refused) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = refused.HttpStatus;
            await http.Response.WriteAsync(refused.Message, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The download was given up.
        }
    }

    private static async Task WriteAsync(
        HttpResponse response, string format, ConnectionId connection, IAsyncEnumerable<IReadOnlyList<DeactivationReceipt>> pages, Func<IReadOnlyCollection<string>, Task<IReadOnlyDictionary<string, DirectoryUser>>> who, CancellationToken cancel)
    {
        Languages.SpeakDefault();

        // Spreadsheets read UTF-8 only when a mark at the beginning says so.
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == "csv"), 16 * 1024, leaveOpen: true);
        if (format == "csv")
            await writer.WriteAsync(DeactivationExport.Head);
        await foreach (var page in pages.WithCancellation(cancel))
        {
            var people = await who([.. page.Select(receipt => receipt.UserId).Distinct(StringComparer.Ordinal)]);
            foreach (var receipt in page)
            {
                var user = people.GetValueOrDefault(receipt.UserId);
                await writer.WriteAsync(format == "csv"
                    ? DeactivationExport.CsvLine(connection, receipt, user?.UserName, user?.Name)
                    : DeactivationExport.JsonLine(connection, receipt, user?.UserName, user?.Name));
            }
        }
    }
}
