namespace Pirros.Admin.Audit;

/// <summary>Says in plain words what a person did, to follow on the name: "Mara Quinn" + "renamed the connection to Head office".</summary>
public static class AuditSentence
{
    // What each action is called. {0} is its target.
    private static readonly Dictionary<string, string> Acts = new(StringComparer.Ordinal)
    {
        ["tenant.create"] = "added the tenant {0}",
        ["connection.create"] = "created the connection",
        ["connection.rename"] = "renamed the connection to {0}",
        ["connection.enable"] = "switched the connection on",
        ["connection.disable"] = "switched the connection off",
        ["token.rotate"] = "made the token {0}",
        ["token.revoke"] = "revoked the token {0}",
        ["token.undo-rotation"] = "undid the rotation, and revoked the token {0}",
        ["schema.declare"] = "declared custom attributes in {0}",
        ["schema.remove"] = "took back {0}",
        ["guide.tick"] = "ticked the step {0} of the guide",
        ["guide.untick"] = "took back the tick of the step {0}",
        ["hand-off.create"] = "made the hand-off link {0}",
        ["hand-off.revoke"] = "revoked the hand-off link {0}",
        ["hand-off.open"] = "opened the hand-off link {0}",
        ["hand-off.take-secret"] = "took the secret of the hand-off link {0}",
        ["directory.disclose"] = "had people's names and addresses shown",
        ["preflight.run"] = "ran the pre-flight {0}",
        ["activity.export"] = "exported the activity: {0}",
        ["audit.export"] = "exported the audit: {0}",
    };

    /// <summary>One part of a sentence, without a full stop.</summary>
    public static string Of(AuditEntry entry) => string.Concat(Parts(entry).Select(part => part.Text));

    /// <summary>The same in parts, so that the thing it was done to can be set apart.</summary>
    public static IReadOnlyList<(string Text, bool IsTarget)> Parts(AuditEntry entry)
    {
        var target = entry.Action.StartsWith("token.", StringComparison.Ordinal) ? $"pscim_{entry.Target}…" : entry.Target;

        // An action without words of its own is still told apart from every other.
        var words = Acts.GetValueOrDefault(entry.Action) ?? $"did {entry.Action}: {{0}}";
        return words.Split("{0}") is [var before, var after]
            ? [.. new[] { (before, false), (target, true), (after, false) }.Where(part => part.Item1.Length > 0)]
            : [(words, false)];
    }
}
