using System.Text.Json.Nodes;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>What the endpoint tells of itself: RFC 7643 §5 to §8, RFC 7644 §4.</summary>
public sealed class DiscoveryTests(TestApp app) : IClassFixture<TestApp>
{
    /// <summary>Where a schema says something else than the standard's, with the reason.</summary>
    private static readonly Dictionary<string, string> Deviations = new(StringComparer.Ordinal)
    {
        ["manager.value required"] = "Identity providers send a manager with one of value and $ref: neither is demanded.",
        ["manager.$ref required"] = "As above.",
        ["members.display mutability"] = "RFC 7643 §2.4 calls a display immutable: a name that a client gives a member is kept.",
        ["pagination"] = "Added by RFC 9865 §4.",
    };

    [Theory]
    [InlineData("rfc7643-8.7.1-schema-user")]
    [InlineData("rfc7643-8.7.1-schema-group")]
    [InlineData("rfc7643-8.7.1-schema-enterprise_user")]
    [InlineData("rfc7643-8.7.2-schema-service_provider_configuration")]
    [InlineData("rfc7643-8.7.2-schema-resource_type")]
    [InlineData("rfc7643-8.7.2-schema-schema")]
    public async Task Schema_is_that_of_the_standard_attribute_by_attribute(string sample)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var standard = JsonNode.Parse(ScimSession.Sample(sample))!;
        var id = standard["id"]!.GetValue<string>();
        var ours = (await scim.GetAsync($"Schemas/{id}")).Is(200);
        Assert.Equal(id, ours.Text("id"));
        Assert.Equal(standard["name"]!.GetValue<string>(), ours.Text("name"));
        Assert.Equal("Schema", ours.Text("meta/resourceType"));
        Assert.Equal($"{scim.BaseUrl}Schemas/{id}", ours.Text("meta/location"));
        Assert.Equal(ours.Text("meta/location"), ours.Header("Content-Location"));
        Assert.Equal([], Differences(standard["attributes"]!, ours.At("attributes")!, "").Except(Deviations.Keys));
    }

    [Fact]
    public async Task Schemas_are_listed_whole_and_without_nulls()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var list = (await scim.GetAsync("Schemas")).Is(200);
        var schemas = list.At("Resources")!.AsArray();
        Assert.Equal(schemas.Count, list.At("totalResults")!.GetValue<int>());
        Assert.Equal(schemas.Count, list.At("itemsPerPage")!.GetValue<int>());
        Assert.DoesNotContain("null", list.Content, StringComparison.Ordinal);
        foreach (var schema in schemas)
            ScimSession.AssertSame(schema!.ToJsonString(), (await scim.GetAsync($"Schemas/{schema["id"]!.GetValue<string>().ToUpperInvariant()}")).Is(200).Json);
    }

    [Fact]
    public async Task Resource_types_name_schemas_and_endpoints_that_are_there()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var types = (await scim.GetAsync("ResourceTypes")).Is(200).At("Resources")!.AsArray();
        Assert.Contains("User", types.Select(t => t!["id"]!.GetValue<string>()));
        foreach (var type in types)
        {
            var name = type!["name"]!.GetValue<string>();
            var one = (await scim.GetAsync($"ResourceTypes/{name}")).Is(200);
            ScimSession.AssertSame(type.ToJsonString(), one.Json);
            Assert.Equal($"{scim.BaseUrl}ResourceTypes/{name}", one.Text("meta/location"));
            Assert.Equal("ResourceType", one.Text("meta/resourceType"));
            (await scim.GetAsync(one.Text("endpoint")!.TrimStart('/'))).Is(200);
            var extensions = type["schemaExtensions"]!.AsArray();
            foreach (var schema in extensions.Select(e => e!["schema"]!).Append(type["schema"]!))
                (await scim.GetAsync($"Schemas/{schema.GetValue<string>()}")).Is(200);
            var standard = JsonNode.Parse(ScimSession.Sample($"rfc7643-8.6-resource_type-{name.ToLowerInvariant()}"))!;
            foreach (var member in new[] { "schemas", "id", "name", "endpoint", "schema" })
                ScimSession.AssertSame(standard[member]!.ToJsonString(), type[member]);
        }
    }

    [Fact]
    public async Task Service_provider_configuration_has_what_its_schema_asks_for()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var config = (await scim.GetAsync("ServiceProviderConfig")).Is(200);
        ScimSession.AssertSame("""["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"]""", config.At("schemas"));
        Assert.Equal($"{scim.BaseUrl}ServiceProviderConfig", config.Text("meta/location"));
        Assert.Equal("ServiceProviderConfig", config.Text("meta/resourceType"));
        var schema = await scim.GetAsync("Schemas/urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
        AssertFits(schema.At("attributes")!, config.Json!.AsObject(), ["schemas", "meta"]);
        Assert.True(config.At("patch/supported")!.GetValue<bool>());
        Assert.True(config.At("filter/supported")!.GetValue<bool>());
        Assert.True(config.At("etag/supported")!.GetValue<bool>());
        Assert.False(config.At("changePassword/supported")!.GetValue<bool>());
        Assert.Equal("oauthbearertoken", config.Text("authenticationSchemes/0/type"));
    }

    [Fact]
    public async Task No_page_is_larger_than_the_configuration_says()
    {
        using var scim = await ScimSession.OpenAsync(app);
        var config = (await scim.GetAsync("ServiceProviderConfig")).Is(200);
        Assert.Equal(config.At("filter/maxResults")!.GetValue<int>(), ResourceQuery.Of(null, null, int.MaxValue).Count);
        Assert.Equal(config.At("pagination/maxPageSize")!.GetValue<int>(), ResourceQuery.Of(null, null, int.MaxValue).Count);
        Assert.Equal(ResourceQuery.DefaultCount, config.At("pagination/defaultPageSize")!.GetValue<int>());
    }

    [Theory]
    [InlineData("ServiceProviderConfig")]
    [InlineData("ResourceTypes")]
    [InlineData("ResourceTypes/User")]
    [InlineData("Schemas")]
    [InlineData("Schemas/urn:ietf:params:scim:schemas:core:2.0:User")]
    public async Task Discovery_is_read_only_takes_no_filter_and_ignores_sorting_and_paging(string path)
    {
        using var scim = await ScimSession.OpenAsync(app);
        var plain = (await scim.GetAsync(path)).Is(200);
        Assert.Equal(plain.Content, (await scim.GetAsync($"{path}?sortBy=name&sortOrder=descending&startIndex=2&count=0")).Is(200).Content);
        (await scim.GetAsync($"{path}?filter=name%20pr")).IsError(403, null, "filter");
        foreach (var method in new[] { "POST", "PUT", "PATCH", "DELETE" })
        {
            var refused = await scim.SendAsync(method, path, method == "DELETE" ? null : "{}");
            refused.IsError(405, null, method);
            Assert.Equal("GET, HEAD", refused.Header("Allow"));
        }
    }

    private static IEnumerable<string> Differences(JsonNode standard, JsonNode ours, string prefix)
    {
        var mine = ours.AsArray().ToDictionary(a => a!["name"]!.GetValue<string>(), StringComparer.Ordinal);
        foreach (var attribute in standard.AsArray())
        {
            var name = attribute!["name"]!.GetValue<string>();
            if (!mine.Remove(name, out var own))
            {
                yield return $"{prefix}{name} is missing";
                continue;
            }

            foreach (var characteristic in new[] { "type", "multiValued", "required", "mutability", "returned", "uniqueness", "canonicalValues", "referenceTypes", "caseExact" })
            {
                if (Value(attribute, characteristic) != Value(own!, characteristic))
                    yield return $"{prefix}{name} {characteristic}";
            }

            foreach (var difference in Differences(attribute["subAttributes"] ?? new JsonArray(), own!["subAttributes"] ?? new JsonArray(), $"{prefix}{name}."))
                yield return difference;
        }

        foreach (var extra in mine.Keys)
            yield return $"{prefix}{extra}";
    }

    // What is not said has the value that RFC 7643 §2.2 gives it.
    private static string Value(JsonNode attribute, string characteristic) => (attribute[characteristic], characteristic) switch
    {
        ({ } said, _) => said.ToJsonString() is "[]" ? "" : said.ToJsonString(),
        (_, "uniqueness") => "\"none\"",
        (_, "returned") => "\"default\"",
        (_, "mutability") => "\"readWrite\"",
        (_, "required" or "caseExact" or "multiValued") => "false",
        _ => "",
    };

    private static void AssertFits(JsonNode attributes, JsonObject value, string[] common)
    {
        var names = attributes.AsArray().ToDictionary(a => a!["name"]!.GetValue<string>(), StringComparer.Ordinal);
        Assert.Empty(value.Select(m => m.Key).Except(names.Keys).Except(common));
        foreach (var (name, attribute) in names)
        {
            if (attribute!["required"]!.GetValue<bool>())
                Assert.NotNull(value[name]);
            if (attribute["subAttributes"] is { } below && value[name] is { } inner)
            {
                foreach (var one in inner is JsonArray many ? many.Select(i => i!.AsObject()) : [inner.AsObject()])
                    AssertFits(below, one, []);
            }
        }
    }
}
