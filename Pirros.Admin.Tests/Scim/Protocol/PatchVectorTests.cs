using System.Text.Json;
using System.Text.Json.Nodes;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Quirks;

namespace Pirros.Admin.Tests.Scim.Protocol;

/// <summary>The PATCH vectors of two other libraries, those of them that the standard schema can express.</summary>
public sealed class PatchVectorTests
{
    /// <summary>Vectors that are not followed, with the reason.</summary>
    private static readonly Dictionary<string, string> Waivers = new(StringComparer.Ordinal)
    {
        ["scimmy: replace[1]"] =
            "Replacing a complex attribute drops what is not given; RFC 7644 §3.5.2.3 replaces \"a set of sub-attributes\", and so do the other vectors.",
        ["scim-patch: add ADD: on array attribute when 'path' is absent & value is array should append all values"] =
            "Ends with three primary values; RFC 7643 §2.4 allows one.",
        ["scim-patch: add ADD: on array attribute when 'path' is absent & value is non-array should append the value"] =
            "Ends with two primary values; RFC 7644 §3.5.2 turns the old one off.",
        ["scim-patch: replace REPLACE: add a non object value to an object key"] =
            "Makes name a text; RFC 7643 §4.1.1 has it complex, and the same library refuses it with add.",
    };

    private static readonly string[] Multi = ["value", "display", "type", "primary", "$ref"];

    /// <summary>The attributes that a vector may use; a value of null means that everything below is compared as it is.</summary>
    private static readonly Dictionary<string, string[]?> Known = new(StringComparer.Ordinal)
    {
        ["id"] = null,
        ["externalId"] = null,
        ["schemas"] = null,
        ["meta"] = null,
        ["userName"] = null,
        ["displayName"] = null,
        ["nickName"] = null,
        ["profileUrl"] = null,
        ["title"] = null,
        ["userType"] = null,
        ["preferredLanguage"] = null,
        ["locale"] = null,
        ["timezone"] = null,
        ["active"] = null,
        ["name"] = ["formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"],
        ["emails"] = Multi,
        ["phoneNumbers"] = Multi,
        ["ims"] = Multi,
        ["photos"] = Multi,
        ["entitlements"] = Multi,
        ["roles"] = Multi,
        ["x509Certificates"] = Multi,
        ["groups"] = Multi,
        ["addresses"] = ["formatted", "streetAddress", "locality", "region", "postalCode", "country", "type", "primary", "value", "display"],
        [Given.Enterprise] = ["employeeNumber", "costCenter", "organization", "division", "department", "manager"],
    };

    private static readonly string[] KnownErrors =
    [
        "InvalidScimPatchOp", "NoPathInScimPatchOp", "NoTarget", "InvalidScimPatchRequest", "InvalidScimFilter", "FilterOnEmptyArray",
        "FilterArrayTargetNotFound", "InvalidScimPatch", "InvalidScimRemoveValue",
    ];

    private static readonly Dictionary<string, Vector> Vectors = ReadVectors();

    public static TheoryData<string> Names => [.. Vectors.Keys.Where(n => !Waivers.ContainsKey(n))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_comes_out_as_its_library_says(string name)
    {
        var difference = Difference(Vectors[name]);
        Assert.True(difference is null, $"{name}: {difference}");
    }

    [Fact]
    public void Vectors_are_54_and_at_least_50_of_them_are_followed()
    {
        Assert.Equal(54, Vectors.Count);
        Assert.InRange(Waivers.Count, 0, 4);
        Assert.All(Waivers, w => Assert.NotNull(Difference(Vectors[w.Key])));
    }

    /// <summary>What differs from the vector's result; null when nothing does.</summary>
    private static string? Difference(Vector vector)
    {
        var source = Stripped(vector.Source);
        ScimResource after;
        try
        {
            var before = ResourceBinder.Bind(Element(source), ResourceTypes.User, KnownQuirks.All).Resource;
            ResourceValidator.Validate(before);
            var operations = PatchRequest.Read(Element(new JsonObject { ["Operations"] = vector.Operations.DeepClone() }));
            after = PatchEngine.Apply(before, operations, KnownQuirks.All).Resource;
            ResourceValidator.Validate(after);
        }
        catch (ScimException error)
        {
            return vector.IsError ? null : $"{error.ScimType}: {error.Detail}";
        }

        if (vector.IsError)
            return "An error was expected.";
        var wanted = Normal(Stripped(vector.Result!))?.ToJsonString();
        var got = Normal(Stripped((JsonObject)JsonNode.Parse(Given.Text(after))!))?.ToJsonString();
        return wanted == got ? null : $"Expected {wanted}, was {got}, by {vector.Operations.ToJsonString()}";
    }

    private static Dictionary<string, Vector> ReadVectors()
    {
        var found = new Dictionary<string, Vector>(StringComparer.Ordinal);
        void Add(string name, Vector vector)
        {
            // Some names are there twice.
            for (var i = 2; !found.TryAdd(name, vector); i++)
                name = $"{name.Split(" #")[0]} #{i}";
        }

        foreach (var vector in Read("scim-patch.vectors.json")["vectors"]!.AsArray().Select(v => v!.AsObject()))
        {
            var error = vector["error"] as JsonObject;
            if (vector["kind"] is not null || vector["options"] is JsonObject { Count: > 0 } || vector["source"] is not JsonObject source
                || source["userName"] is null || !IsKnown(source) || (error is null && !IsKnown(vector["result"]!.AsObject()))
                || (error is not null && !KnownErrors.Contains(error["name"]!.GetValue<string>())))
                continue;
            var name = vector["test"]!.GetValue<string>().Replace("SCIM PATCH ", "", StringComparison.Ordinal);
            Add("scim-patch: " + name, new Vector(source, vector["ops"]!, vector["result"] as JsonObject, error is not null));
        }

        foreach (var (kind, list) in Read("scimmy-patchop.json")["inbound"]!.AsObject())
        {
            for (var i = 0; i < list!.AsArray().Count; i++)
            {
                var vector = list[i]!.AsObject();
                var (source, target) = (vector["source"]!.AsObject(), vector["target"]!.AsObject());
                if (IsKnown(source) && IsKnown(target))
                    Add($"scimmy: {kind}[{i}]", new Vector(source, vector["ops"]!, target, false));
            }
        }

        return found;
    }

    private static bool IsKnown(JsonObject resource) =>
        resource.All(m => Known.TryGetValue(m.Key, out var subs) && (subs is null || (m.Value is JsonArray list ? list.ToArray() : [m.Value])
            .OfType<JsonObject>().All(o => o.All(s => subs.Contains(s.Key)
                && (s.Key != "manager" || s.Value is not JsonObject manager || manager.All(x => x.Key is "value" or "$ref" or "displayName"))))));

    // What the service gives, or keeps apart, is no part of what is compared.
    private static JsonObject Stripped(JsonObject resource)
    {
        var copy = resource.DeepClone().AsObject();
        foreach (var name in new[] { "id", "meta", "schemas", "groups", "password" })
            copy.Remove(name);
        return copy;
    }

    // Absent, null, empty and false are the same; lists are sets.
    private static JsonNode? Normal(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                var items = list.Select(Normal).OfType<JsonNode>().OrderBy(i => i.ToJsonString(), StringComparer.Ordinal).ToArray();
                return items.Length == 0 ? null : new JsonArray(items);
            case JsonObject some:
                var members = some.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Normal(m.Value)))
                    .Where(m => m.Value is not null && m.Value.GetValueKind() != JsonValueKind.False).ToArray();
                return members.Length == 0 ? null : new JsonObject(members);
            default:
                return node is null || (node.GetValueKind() == JsonValueKind.String && node.GetValue<string>().Length == 0) ? null : node.DeepClone();
        }
    }

    private static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "TestData", "vectors", file)))!.AsObject();

    private static JsonElement Element(JsonNode node) => Given.Json(node.ToJsonString());

    private sealed record Vector(JsonObject Source, JsonNode Operations, JsonObject? Result, bool IsError);
}
