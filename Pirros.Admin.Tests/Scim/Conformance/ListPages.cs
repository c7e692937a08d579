using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Reads lists in the tests of sorting, paging and root queries.</summary>
internal static class ListPages
{
    /// <summary>The page of a list; the query is as it stands in an address.</summary>
    public static async Task<JsonNode> PageAsync(this ScimConversation scim, string address) => (await scim.SendAsync("GET", address, 200))!;

    /// <summary>A list's resources by what people call them, in order.</summary>
    public static string Names(this JsonNode page) => string.Join(' ', page["Resources"]!.AsArray().Select(r => (r!["userName"] ?? r["displayName"])!.GetValue<string>()));

    public static int Total(this JsonNode page) => page["totalResults"]!.GetValue<int>();

    public static string? Cursor(this JsonNode page, string name) => page[name]?.GetValue<string>();

    /// <summary>A request that must be refused with 400 and <paramref name="scimType"/>; gives the detail.</summary>
    public static async Task<string> RefusedAsync(this ScimConversation scim, string method, string address, string scimType, string? body = null)
    {
        var error = (await scim.SendAsync(method, address, 400, body))!;
        Assert.Equal((scimType, "400"), (error["scimType"]?.GetValue<string>(), error["status"]?.GetValue<string>()));
        return error["detail"]!.GetValue<string>();
    }

    /// <summary>Makes users of these names, in this order.</summary>
    public static async Task UsersAsync(this ScimConversation scim, params string[] names)
    {
        foreach (var name in names)
            await scim.UserAsync(name);
    }
}
