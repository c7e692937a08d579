using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>A user as the naive model knows one: what the steps of <see cref="DirectorySteps"/> write and search. <see cref="Active"/> is null when a client does not say.</summary>
internal sealed record Person(string UserName, string? ExternalId, bool? Active, string? Title, IReadOnlyList<string> Emails)
{
    /// <summary>What the service shows of a user, in the model's words.</summary>
    public static Person Of(ScimResource user) => new(user.UserName!, user.ExternalId, user.Active, user.Text("title"), user.EmailValues);

    public JsonElement Body() => JsonElement.Parse(ToString());

    /// <summary>The JSON; two persons are alike when their JSON is.</summary>
    public override string ToString()
    {
        var members = new Dictionary<string, object> { ["userName"] = UserName };
        if (ExternalId is not null)
            members["externalId"] = ExternalId;
        if (Active is { } active)
            members["active"] = active;
        if (Title is not null)
            members["title"] = Title;
        if (Emails.Count > 0)
            members["emails"] = Emails.Select(email => new { value = email });
        return JsonSerializer.Serialize(members);
    }

    public bool Equals(Person? other) => other?.ToString() == ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
