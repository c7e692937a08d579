using CsCheck;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Fuzz;

/// <summary>JSON and what looks like it: wrong types, members twice, nesting without end, texts and numbers of <see cref="NastyText"/>.</summary>
internal static class NastyJson
{
    /// <summary>Stands for the id of a user that there is.</summary>
    public const string User = "(user)";

    /// <summary>Stands for the id of a group that there is.</summary>
    public const string Group = "(group)";

    public static readonly Gen<string> Name = Gen.Frequency(
        (8, Given.OneOf(
            "userName", "displayName", "active", "emails", "name", "externalId", "phoneNumbers", "roles", "title", "password", "members", "groups", "addresses", "photos", "ims", "x509Certificates", "entitlements", "profileUrl", "locale", "timezone", "nickName",
            "schemas", "id", "meta", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value", "type", "primary", "display", "$ref", "familyName", "manager", "department")),
        (2, Given.OneOf("", " ", "USERNAME", "username", "userName ", "name.familyName", "emails[type eq \\\"work\\\"].value", "__proto__", "constructor", "unknown", "urn:nothing:User", "urn:", ":", "\\u0075serName", "a\\u0000", "\\ud800", "é", "😀")));

    private static readonly Gen<string> Text = InQuotes(NastyText.InJson);

    private static readonly Gen<string> Leaf = Gen.Frequency((5, Text), (2, NastyText.Number), (2, Given.OneOf("true", "false", "null", "\"True\"", "True", "nul", "[]", "{}", "", "undefined", "'a'", $"\"{User}\"", $"\"{Group}\"")));

    private static readonly Gen<string> Deep = Gen.Select(Given.OneOf(5, 29, 30, 31, 32, 33, 64, 1_000, 100_000), Given.OneOf("[|]", "{\"a\":|}", "[{\"value\":|}]", "["), (times, around) =>
    {
        var parts = around.Split('|');
        return string.Concat(Enumerable.Repeat(parts[0], times)) + "1" + string.Concat(Enumerable.Repeat(parts.Length > 1 ? parts[1] : "", times));
    });

    private static readonly Gen<string> Complex = Gen.Select(Name, Leaf).Array[0, 4].Select(Object);

    /// <summary>A value of any kind.</summary>
    public static readonly Gen<string> Value = Gen.Frequency(
        (8, Leaf),
        (3, Complex),
        (3, Complex.Array[0, 4].Select(List)),
        (2, Leaf.Array[0, 4].Select(List)),
        (2, Given.OneOf("""[{"value":"a@acme.example","type":"work","primary":true},{"value":"b@acme.example","primary":true}]""", $$"""[{"value":"{{User}}"},{"value":"{{User}}"}]""", $$"""[{"value":"{{Group}}"}]""", """{"familyName":"Lima","givenName":"Ana"}""", """{"manager":{"value":"x"}}""")),
        (1, Deep),
        (1, Gen.Select(Leaf, Given.OneOf(100, 2_000), (leaf, times) => List(Enumerable.Repeat(leaf.Length > 300 ? "1" : leaf, times).ToArray()))));

    /// <summary>A user or a group, or something that was to be one.</summary>
    public static readonly Gen<string> Resource = Gen.Select(Gen.Bool, Gen.Int[0, 40], Gen.Select(Name, Value).Array[0, 5], (sound, number, members) =>
        Object(sound ? [("userName", $"\"p{number}@acme.example\""), ("displayName", $"\"Group {number}\""), .. members] : members));

    private static readonly Gen<string> Operation = Gen.Select(
        Given.OneOf("add", "replace", "remove", "Add", "REPLACE", "Remove", "move", "", "add\\u0000"), NastyPaths.Path, Value, Gen.Int[0, 9],
        (op, path, value, shape) => shape switch
        {
            0 => Object([("op", value), ("path", value)]),
            1 => Object([("op", $"\"{op}\""), ("value", value)]),
            2 => Object([("op", $"\"{op}\""), ("path", path)]),
            3 => Object([("op", $"\"{op}\""), ("op", "\"add\""), ("path", path), ("value", value)]),
            4 => Object([("op", $"\"{op}\""), ("value", Object([("displayName", value), ("active", value)]))]),
            _ => Object([("op", $"\"{op}\""), ("path", path), ("value", value)]),
        });

    public static readonly Gen<string> Patch = Gen.Select(Operation.Array[0, 4], Value, Gen.Int[0, 9], (operations, value, shape) => shape switch
    {
        0 => Object([("Operations", value)]),
        1 => List(operations),
        2 => Object([("operations", List(operations)), ("Operations", List(operations))]),
        _ => Object([("schemas", """["urn:ietf:params:scim:api:messages:2.0:PatchOp"]"""), ("Operations", List(operations))]),
    });

    public static readonly Gen<string> Search = Gen.Select(InQuotes(NastyPaths.FilterInJson), Value, Value, Gen.Int[0, 3], (filter, one, other, shape) => shape switch
    {
        0 => Object([("filter", one), ("count", other)]),
        1 => Object([("filter", filter), ("startIndex", one), ("count", other), ("sortBy", one)]),
        2 => Object([("filter", filter), ("attributes", one), ("excludedAttributes", other), ("cursor", one)]),
        _ => Object([("schemas", """["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]"""), ("filter", filter), ("count", "5")]),
    });

    private static readonly Gen<string> BulkOperation = Gen.Select(
        Given.OneOf("POST", "PUT", "PATCH", "DELETE", "GET", "post", "", "\\u0000"),
        Given.OneOf("/Users", "/Groups", $"/Users/{User}", $"/Groups/{Group}", "/Users/bulkId:a", "/Groups/bulkId:b", "/Users/none", "Users", "/", "", "/Bulk", "//Users", "/Users/../Groups", "/Users?filter=a", "/Me", "/Users/\\u0000"),
        Given.OneOf("\"a\"", "\"b\"", "\"\"", "1", "null", "\"bulkId:a\"", "\"\\u0000\""),
        Gen.Frequency((4, Resource), (2, Patch), (2, Given.OneOf("""{"displayName":"G","members":[{"value":"bulkId:a"}]}""", """{"displayName":"H","members":[{"value":"bulkId:b"}]}""", """{"userName":"z@acme.example"}""")), (1, Value)),
        Gen.Int[0, 9],
        (method, path, id, data, shape) => shape switch
        {
            0 => data,
            1 => Object([("method", data), ("path", data)]),
            2 => Object([("method", $"\"{method}\""), ("path", $"\"{path}\""), ("version", data)]),
            _ => Object([("method", $"\"{method}\""), ("path", $"\"{path}\""), ("bulkId", id), ("data", data)]),
        });

    public static readonly Gen<string> Bulk = Gen.Select(BulkOperation.Array[0, 6], Value, Gen.Int[0, 5], (operations, value, shape) => shape switch
    {
        0 => Object([("Operations", value)]),
        1 => Object([("failOnErrors", value), ("Operations", List(operations))]),
        _ => Object([("schemas", """["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]"""), ("Operations", List(operations))]),
    });

    private static Gen<string> InQuotes(Gen<string> texts) => texts.Select(text => $"\"{text}\"");

    private static string Object((string Name, string Value)[] members) => $"{{{string.Join(',', members.Select(m => $"\"{m.Name}\":{m.Value}"))}}}";

    private static string List(string[] values) => $"[{string.Join(',', values)}]";
}
