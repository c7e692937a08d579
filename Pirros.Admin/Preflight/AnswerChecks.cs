using System.Text.Json;

namespace Pirros.Admin.Preflight;

/// <summary>What a client looks for in an answer.</summary>
internal static class AnswerChecks
{
    public static string? Empty(JsonElement answer) => Total(answer) == 0 ? null : "It must be an empty list (totalResults 0).";

    public static string? One(JsonElement answer) => Total(answer) == 1 ? null : "It must be a list with the one that was made (totalResults 1).";

    public static string? Active(JsonElement answer) => Is(answer, "active", JsonValueKind.True) ? null : "The user must be active.";

    public static string? Inactive(JsonElement answer) => Is(answer, "active", JsonValueKind.False) ? null : "The user must be inactive (active is false, not the text \"False\").";

    public static string? WithoutMembers(JsonElement answer) => answer.TryGetProperty("members", out _) ? "The members were not asked for and must be left out." : null;

    private static int? Total(JsonElement answer) => answer.TryGetProperty("totalResults", out var total) && total.TryGetInt32(out var number) ? number : null;

    private static bool Is(JsonElement answer, string name, JsonValueKind kind) => answer.TryGetProperty(name, out var value) && value.ValueKind == kind;
}
