using System.Text.Encodings.Web;
using System.Text.Json;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Activity;

/// <summary>Requests as JSON, one a line, with all that is kept of them.</summary>
public static class ActivityJson
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A request as a line.</summary>
    /// <param name="record">The request.</param>
    /// <param name="made">What its connection was made for.</param>
    public static string Line(ActivityRecord record, IdentityProvider made) => JsonSerializer.Serialize(
        new
        {
            record.Id,
            Time = record.At.UtcDateTime,
            Client = ClientRecognition.Of(record, made).ToString(),
            What = ActivitySentence.Of(record, made),
            Kind = record.What.ToString(),
            record.Status,
            record.Details.ScimType,
            record.Detail,
            record.Method,
            record.Path,
            DurationMs = Math.Round(record.Duration.TotalMilliseconds, 3),
            record.Subject,
            record.Details.ResourceId,
            TokenId = (record.Token ?? record.Details.RefusedToken)?.Value,
            Refusal = record.Details.Refusal?.ToString(),
            record.Address,
            record.UserAgent,
            IgnoredAttributes = record.Ignored,
            record.Details.Changes,
            record.Details.Request,
        },
        Plain) + "\n";
}
