using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>One user that the PATCH tests begin with, and the check that an operation did this and nothing else.</summary>
internal static class PatchTestCase
{
    private const string Members = $$"""
        "externalId":"e1","title":"VP","name":{"givenName":"Barbara","familyName":"Jensen"},
        "emails":[{"value":"b@work","type":"work","primary":true},{"value":"b@home","type":"home"}],
        "addresses":[{"streetAddress":"1 Road","locality":"Town","type":"work"}],
        "{{ScimSession.Enterprise}}":{"department":"Tours","manager":{"value":"7"} }
        """;

    /// <summary>Applies operations; <paramref name="expected"/> are the members that are different afterwards, null for those that are gone.</summary>
    public static async Task ChangesAsync(TestApp app, string operations, string expected)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync(members: Members);
        var wanted = (await scim.GetAsync($"Users/{id}")).Json!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(expected)!.AsObject())
        {
            wanted.Remove(name);
            if (value is not null)
                wanted[name] = value.DeepClone();
        }

        var patched = (await scim.PatchAsync(id, operations)).Is(200);
        Assert.Equal(patched.Content, (await scim.GetAsync($"Users/{id}")).Content);
        Assert.Equal(patched.Header("ETag"), patched.Text("meta/version"));
        Assert.Equal(expected == "{}" ? "W/\"1\"" : "W/\"2\"", patched.Header("ETag"));
        ScimSession.AssertSame(Comparable(wanted), JsonNode.Parse(Comparable(patched.Json!.AsObject())));
    }

    /// <summary>Applies operations that are refused as a whole.</summary>
    public static async Task IsRefusedAsync(TestApp app, string operations, string scimType, string detail)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var id = await scim.UserAsync(members: Members);
        var before = await scim.GetAsync($"Users/{id}");
        (await scim.PatchAsync(id, operations)).IsError(400, scimType, detail);
        Assert.Equal(before.Content, (await scim.GetAsync($"Users/{id}")).Content);
    }

    // Which extensions have values follows from the rest, and versions and times are looked at apart.
    private static string Comparable(JsonObject user)
    {
        var copy = user.DeepClone().AsObject();
        copy.Remove("meta");
        copy.Remove("schemas");
        return copy.ToJsonString();
    }
}
