using System.Text.Json;

namespace Pirros.Admin.Preflight;

/// <summary>What a client looks for in an answer.</summary>
internal static class AnswerChecks
{
    public static string? Empty(JsonElement answer) => Total(answer) == 0 ? null : PreflightTexts.MustBeEmpty;

    public static string? One(JsonElement answer) => Total(answer) == 1 ? null : PreflightTexts.MustBeOne;

    public static string? Active(JsonElement answer) => Is(answer, "active", JsonValueKind.True) ? null : PreflightTexts.MustBeActive;

    public static string? Inactive(JsonElement answer) => Is(answer, "active", JsonValueKind.False) ? null : PreflightTexts.MustBeInactive;

    public static string? WithoutMembers(JsonElement answer) => answer.TryGetProperty("members", out _) ? PreflightTexts.WithoutMembers : null;

    private static int? Total(JsonElement answer) => answer.TryGetProperty("totalResults", out var total) && total.TryGetInt32(out var number) ? number : null;

    private static bool Is(JsonElement answer, string name, JsonValueKind kind) => answer.TryGetProperty(name, out var value) && value.ValueKind == kind;
}
