using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Guides;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Support;

/// <summary>What is known of a connection, as one file to attach to a ticket: whoever reads it can tell why nothing arrives, and learns of no person and of no secret.</summary>
internal static class SupportBundle
{
    /// <summary>How many of the newest requests it holds at most.</summary>
    public const int Latest = 200;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The file's text: JSON, in UTF-8.</summary>
    /// <param name="facts">What is known of the connection.</param>
    /// <param name="guide">How far its guide is.</param>
    /// <param name="values">The values that its admin copies.</param>
    public static byte[] Write(DiagnosisFacts facts, GuideStatus guide, ConnectionValues values)
    {
        var told = WithoutPeople.Of(facts);
        var finding = DiagnosisRules.WorstOf(told);
        var (summary, connection) = (facts.Summary, facts.Summary.Connection);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                MadeAt = facts.Now.UtcDateTime,
                Product = typeof(SupportBundle).Assembly.GetName().Version?.ToString(),
                Connection = new { Id = connection.Id.Value, connection.Name, Tenant = connection.Tenant.Value, summary.TenantName, connection.Provider, connection.Enabled, connection.CreatedAt, State = summary.StateAt(facts.Now) },
                Values = new { values.EntityId, values.ReplyUrl, values.ScimUrl, values.TokenUrl },
                Directory = new { summary.Users, summary.ActiveUsers },
                Diagnosis = new { finding.Condition, Says = finding.Says.ToString(), Next = finding.Next?.ToString(), Causes = finding.Causes.Select(cause => cause.ToString()), Evidence = finding.Evidence.Select(one => one.ToString()) },
                Tokens = facts.Tokens.Select(token => new { Id = token.Id.Value, token.Kind, State = token.StateAt(facts.Now), Scopes = ScopeNames.TextOf(token.Limits.Scopes), AddressRanges = token.Limits.From?.Networks.Count, token.CreatedAt, token.ExpiresAt, token.ReplacedAt, token.GraceEndsAt, token.RevokedAt, LastUsedAt = token.LastUse?.At, LastUsedBy = token.LastUse?.UserAgent }),
                Guide = new
                {
                    guide.Progress,
                    Steps = guide.Steps.Select(step => new { step.Step.Id, step.State, ProvedAt = step.Proof?.LastAt, Times = step.Proof?.Count, TroubleAt = step.Trouble?.LastAt, step.Finding }),
                    AttributesLeftOut = guide.LeftOut,
                },
                Marks = told.Marks.Select(mark => new { mark.Name, mark.FirstAt, mark.LastAt, mark.Count }),
                Hours = facts.Hours,
                Requests = told.Latest.Take(Latest).Select(record => JsonSerializer.Deserialize<JsonElement>(ActivityJson.Line(record, connection.Provider))),
            },
            Format);
    }
}
