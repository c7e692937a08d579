using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>The download of what the filter shows: <c>GET /connections/{id}/activity/export?format=csv|jsonl</c> with the filter as in the page's address. What support takes away is masked, whatever reason was given: a file goes further than a window.</summary>
internal static class ActivityExportExtensions
{
    private const int LongestAudit = 200;

    public static IEndpointRouteBuilder MapActivityExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connections/{id}/activity/export", ExportAsync).RequireAuthorization(Policies.Portal);
        return routes;
    }

    private static async Task ExportAsync(HttpContext http, string id, ActivityService activity, ConnectionService connections, TimeProvider clock)
    {
        var format = http.Request.Query["format"].ToString();
        try
        {
            if (format is not ("csv" or "jsonl"))
                throw RefusedException.Invalid(ActivityPageTexts.FormatIs);
            if (http.User.ToActor(RemoteAddress.Of(http)) is not { } actor)
                throw RefusedException.Forbidden(SignInTexts.SessionEnded);
            var connection = ConnectionId.Parse(id);
            var made = (await connections.GetAsync(actor, connection, http.RequestAborted)).Connection.Provider;
            var filter = ActivityFilter.Read(name => http.Request.Query[name]);
            var records = await activity.ExportAsync(actor, connection, filter.ToQuery(clock.GetUtcNow()), Describe(format, filter), http.RequestAborted);
            Begin(http, format, $"activity-{connection}-{clock.GetUtcNow():yyyyMMdd-HHmmss}.{format}");
            await WriteAsync(http.Response, format, DirectoryService.Masks(actor, connection, null) ? records.Select(Mask.Of) : records, made);
        }
        catch (RefusedException refused) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = refused.HttpStatus;
            await http.Response.WriteAsync(refused.Message, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The download was given up.
        }
    }

    private static void Begin(HttpContext http, string format, string file)
    {
        // Rows are sent as they are read; a slow reader slows the reading, and nothing is gathered here.
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
        http.Response.Headers.CacheControl = "no-store";
    }

    private static async Task WriteAsync(HttpResponse response, string format, IAsyncEnumerable<ActivityRecord> records, IdentityProvider made)
    {
        Languages.SpeakDefault();

        // Spreadsheets read UTF-8 only when a mark at the beginning says so.
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == "csv"), 16 * 1024, leaveOpen: true);
        if (format == "csv")
            await writer.WriteAsync(ActivityCsv.Head);
        await foreach (var record in records)
            await writer.WriteAsync(format == "csv" ? ActivityCsv.Line(record, made) : ActivityJson.Line(record, made));
    }

    /// <summary>What was taken, for the audit. A name that was looked for is nobody's secret, but of no use there either.</summary>
    private static string Describe(string format, ActivityFilter filter)
    {
        var narrowed = filter.Address.Where(one => one.Value is not null).Select(one => one.Key == "q" ? "text" : $"{one.Key}={one.Value}");
        var text = string.Join(' ', narrowed.Prepend(format));
        return text.Length > LongestAudit ? text[..LongestAudit] : text;
    }
}
