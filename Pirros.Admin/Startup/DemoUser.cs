using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pirros.Admin.Startup;

/// <summary>A person of the demo firms.</summary>
internal sealed record DemoUser(string Given, string Family, string Account, string Title, string Department, bool Active = true)
{
    /// <summary>What only the person's own firm has of them: its URN, and the values below it; null when the firm declares nothing.</summary>
    public (string Urn, JsonObject Values)? Own { get; init; }

    /// <summary>The body that an identity provider would send to create this person (RFC 7643 §8.2).</summary>
    public JsonElement ToJson(string domain)
    {
        const string enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        var address = $"{Account}@{domain}";
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", enterprise),
            ["externalId"] = Account,
            ["userName"] = address,
            ["displayName"] = $"{Given} {Family}",
            ["name"] = new JsonObject { ["givenName"] = Given, ["familyName"] = Family },
            ["emails"] = new JsonArray(new JsonObject { ["value"] = address, ["type"] = "work", ["primary"] = true }),
            ["title"] = Title,
            ["active"] = Active,
            [enterprise] = new JsonObject { ["department"] = Department },
        };
        if (Own is var (urn, values))
        {
            body["schemas"]!.AsArray().Add(urn);
            body[urn] = values.DeepClone();
        }

        return JsonSerializer.SerializeToElement(body);
    }
}
