using System.Globalization;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Requests as a table (RFC 4180) that is safe to open in a spreadsheet: no cell is taken for a formula.</summary>
public static class ActivityCsv
{
    private static readonly string[] Columns =
    [
        "time", "client", "what", "kind", "status", "scimType", "detail", "method", "path", "durationMs", "subject", "resourceId", "tokenId", "refusal", "address", "userAgent", "ignoredAttributes", "changes",
    ];

    /// <summary>The names of the columns, as a line.</summary>
    public static string Head { get; } = $"{string.Join(',', Columns)}\r\n";

    /// <summary>A request as a line.</summary>
    /// <param name="record">The request.</param>
    /// <param name="made">What its connection was made for.</param>
    public static string Line(ActivityRecord record, IdentityProvider made)
    {
        var details = record.Details;
        return CsvText.Line(
            record.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ClientRecognition.Of(record, made).ToString(),
            ActivitySentence.Of(record, made),
            record.What.ToString(),
            record.Status.ToString(CultureInfo.InvariantCulture),
            details.ScimType,
            record.Detail,
            record.Method,
            record.Path,
            record.Duration.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture),
            record.Subject,
            details.ResourceId,
            (record.Token ?? details.RefusedToken)?.Value,
            details.Refusal?.ToString(),
            record.Address,
            record.UserAgent,
            record.Ignored.ToString(CultureInfo.InvariantCulture),
            string.Join("; ", details.Changes.Select(change => $"{change.Path}: {change.Before ?? "(nothing)"} -> {change.After ?? "(nothing)"}")));
    }
}
