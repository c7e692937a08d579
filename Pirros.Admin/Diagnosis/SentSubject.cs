using System.Text.Json;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Diagnosis;

/// <summary>Whom a request that failed was about, read from what it sent.</summary>
internal static class SentSubject
{
    private const string UserName = "userName";

    /// <summary>The userName in its body; else what its line says; null when neither says anything.</summary>
    public static string? Of(ActivityRecord record)
    {
        if (record.Details.Request is not { } text)
            return record.Subject;
        try
        {
            using var body = JsonDocument.Parse(text);
            foreach (var member in body.RootElement.EnumerateObject())
            {
                if (member.Name.Equals(UserName, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
                    return member.Value.GetString();
            }
        }
        catch (JsonException)
        {
            // A long body was shortened, and is no JSON any more.
        }

        return record.Subject;
    }

    /// <summary>The same for a sentence, shortened.</summary>
    public static string Shown(string name) => name.Length > 80 ? $"{name[..79]}…" : name;
}
