using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Processes;

/// <summary>What a provider knows of a user that it syncs.</summary>
internal sealed class CrashPerson(string userName)
{
    public string UserName => userName;

    /// <summary>The id, once the creation was answered.</summary>
    public string? Id { get; set; }

    /// <summary>The title that the last answered change gave.</summary>
    public string? Title { get; set; }

    /// <summary>The title that was sent last, answered or not.</summary>
    public string? SentTitle { get; set; }

    /// <summary>Whether the membership was answered.</summary>
    public bool IsMember { get; set; }

    public JsonObject ToJson() => new() { ["userName"] = UserName, ["active"] = true, ["emails"] = Emails("first", UserName) };

    /// <summary>The addresses that come with a title, so that one that came without the other is seen.</summary>
    public static JsonArray Emails(string title, string userName) => new(new JsonObject { ["type"] = "work", ["value"] = $"{title}+{userName}" });
}
