using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>Characteristics that no attribute of a standard user has: "immutable", and "returned" on request (RFC 7643 §7, RFC 7644 §3.5.1, §3.5.2). An extension of a firm may have them.</summary>
public sealed class MutabilityTests
{
    private const string Urn = "urn:firm:2.0:User";

    private static readonly ResourceType Type = ResourceTypes.User.With([new SchemaExtension(new SchemaDefinition(Urn, "Firm", "A firm's own attributes.",
    [
        new() { Name = "badge", Mutability = Mutability.Immutable, Description = "Set once." },
        new() { Name = "secretHint", Returned = Returned.Request, Description = "Shown when asked for." },
        new() { Name = "desk", Type = AttributeType.Complex, Description = "Where they sit.", Of = [new() { Name = "number", Mutability = Mutability.Immutable }, new() { Name = "floor" }] },
        new() { Name = "doors", Type = AttributeType.Complex, MultiValued = true, Description = "Where they enter.", Of = [new() { Name = "value", Mutability = Mutability.Immutable }, new() { Name = "type" }] },
        new() { Name = "signs", MultiValued = true, Mutability = Mutability.Immutable, Description = "What they sign with." },
        new() { Name = "plate", Type = AttributeType.Complex, Mutability = Mutability.Immutable, Description = "What they drive.", Of = [new() { Name = "front" }, new() { Name = "back" }] },
        new() { Name = "keys", Type = AttributeType.Complex, MultiValued = true, Description = "What they open.", Of = [new() { Name = "value" }, new() { Name = "cut", Mutability = Mutability.Immutable }, new() { Name = "note" }] },
        new() { Name = "level", Type = AttributeType.Integer, Returned = Returned.Always, Description = "Always shown." },
    ]))]);

    private static readonly ScimResource Bare = User("""{"userName":"a"}""");
    private static readonly ScimResource Badged = User($$"""{"userName":"a","{{Urn}}":{"badge":"7","level":3,"secretHint":"h"} }""");

    private static readonly ScimResource Seated = User($$"""{"userName":"a","{{Urn}}":{"badge":"7","desk":{"number":"4"},"keys":[{"value":"k","cut":"y"}],"doors":[{"value":"1","type":"a"}],"signs":["m"],"plate":{"front":"f"} } }""");

    [Theory]
    [InlineData("add")]
    [InlineData("replace")]
    public void Immutable_value_is_set_once_by_patch(string op) =>
        Assert.Equal("7", Patch(Bare, $$"""{"op":"{{op}}","path":"{{Urn}}:badge","value":"7"}""").Text(Urn + ":badge"));

    [Theory]
    [InlineData("add", "\"8\"")]
    [InlineData("replace", "\"8\"")]
    [InlineData("replace", "null")]
    [InlineData("remove", "null")]
    public void Immutable_value_that_is_set_is_not_changed_by_patch(string op, string value) =>
        Assert.Equal("400 mutability", Given.Error(() => Patch(Badged, $$"""{"op":"{{op}}","path":"{{Urn}}:badge","value":{{value}}}""")));

    /// <summary>Whatever an operation names: the value itself, or what it lies in.</summary>
    [Theory]
    [InlineData("""{"op":"remove","path":"{urn}"}""")]
    [InlineData("""{"op":"replace","path":"{urn}","value":{}}""")]
    [InlineData("""{"op":"replace","path":"{urn}","value":null}""")]
    [InlineData("""{"op":"add","value":{"{urn}":null}}""")]
    [InlineData("""{"op":"remove","path":"{urn}:desk"}""")]
    [InlineData("""{"op":"replace","path":"{urn}:desk","value":{}}""")]
    [InlineData("""{"op":"replace","path":"{urn}:desk","value":{"number":null}}""")]
    [InlineData("""{"op":"replace","path":"{urn}:desk","value":{"number":"9"}}""")]
    [InlineData("""{"op":"add","value":{"{urn}":{"desk":{"number":"9"}}}}""")]
    [InlineData("""{"op":"remove","path":"{urn}:keys.cut"}""")]
    [InlineData("""{"op":"remove","path":"{urn}:keys[value eq \"k\"].cut"}""")]
    [InlineData("""{"op":"replace","path":"{urn}:keys[value eq \"k\"].cut","value":"z"}""")]
    [InlineData("""{"op":"add","path":"{urn}:keys[value eq \"k\"]","value":{"cut":"z"}}""")]
    [InlineData("""{"op":"add","path":"{urn}:keys","value":[{"value":"k","cut":"z"}]}""")]
    [InlineData("""{"op":"replace","path":"{urn}:keys","value":[{"value":"k","cut":"z"}]}""")]
    [InlineData("""{"op":"replace","path":"{urn}:doors[type eq \"a\"]","value":{"value":"2"}}""")]
    [InlineData("""{"op":"add","path":"{urn}:doors[type eq \"a\"].value","value":"2"}""")]
    [InlineData("""{"op":"remove","path":"{urn}:doors[type eq \"a\"].value"}""")]
    [InlineData("""{"op":"add","path":"{urn}:signs","value":["n"]}""")]
    [InlineData("""{"op":"replace","path":"{urn}:signs","value":["n"]}""")]
    [InlineData("""{"op":"remove","path":"{urn}:signs","value":["m"]}""")]
    [InlineData("""{"op":"replace","path":"{urn}:plate.front","value":"n"}""")]
    [InlineData("""{"op":"add","path":"{urn}:plate.back","value":"n"}""")]
    [InlineData("""{"op":"remove","path":"{urn}:plate.front"}""")]
    [InlineData("""{"op":"add","value":{"{urn}":{"plate":{"front":"n"}}}}""")]
    [InlineData("""{"op":"remove","path":"{urn}"},{"op":"add","path":"{urn}:badge","value":"8"}""")]
    public void Immutable_value_inside_what_is_changed_stays(string operations) =>
        Assert.Equal("400 mutability", Given.Error(() => Patch(Seated, operations.Replace("{urn}", Urn, StringComparison.Ordinal))));

    [Theory]
    [InlineData("""{"op":"add","path":"{urn}","value":{}}""")]
    [InlineData("""{"op":"add","path":"{urn}:desk","value":{}}""")]
    [InlineData("""{"op":"replace","path":"{urn}:desk","value":{"number":"4"}}""")]
    [InlineData("""{"op":"add","path":"{urn}:keys","value":[{"value":"k","cut":"y"}]}""")]
    public void What_changes_no_immutable_value_changes_nothing(string operations) =>
        Assert.Equal(Seated, Patch(Seated, operations.Replace("{urn}", Urn, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"op":"remove","path":"{urn}:keys[value eq \"k\"]"}""", "4,-")]
    [InlineData("""{"op":"remove","path":"{urn}:keys"}""", "4,-")]
    [InlineData("""{"op":"replace","path":"{urn}:keys","value":[{"value":"l","cut":"z"}]}""", "4,l")]
    [InlineData("""{"op":"replace","path":"{urn}:keys[value eq \"k\"].note","value":"front door"}""", "4,k")]
    public void Entry_goes_with_the_immutable_value_in_it(string operations, string left)
    {
        var after = Patch(Seated, operations.Replace("{urn}", Urn, StringComparison.Ordinal));
        var own = (ScimComplex)after.Root.Get(Type.FindExtension(Urn)!)!;
        var keys = own.Shape.Find("keys")!;
        var first = (own.Get(keys) as ScimMultiValue)?[0] as ScimComplex;
        Assert.Equal(left, $"{after.Text(Urn + ":desk.number")},{first?.GetText(keys.Shape.Value!) ?? "-"}");
    }

    [Fact]
    public void Immutable_value_may_be_sent_again() =>
        Assert.Equal(Badged, Patch(Badged, $$"""{"op":"replace","path":"{{Urn}}:badge","value":"7"}"""));

    [Theory]
    [InlineData("\"7\"", null)]
    [InlineData("\"8\"", "400 mutability")]
    [InlineData("null", "400 mutability")]
    public void Replacement_keeps_an_immutable_value_as_it_is(string value, string? error)
    {
        var after = User($$"""{"userName":"a","{{Urn}}":{"badge":{{value}},"level":3} }""");
        if (error is null)
            ResourceValidator.ValidateReplace(Badged, after);
        else
            Assert.Equal(error, Given.Error(() => ResourceValidator.ValidateReplace(Badged, after)));
        ResourceValidator.ValidateReplace(Bare, after);
        Assert.Equal("400 mutability", Given.Error(() => ResourceValidator.ValidateReplace(Badged, Bare)));
    }

    [Theory]
    [InlineData(null, null, "badge,level")]
    [InlineData(Urn, null, "badge,level")]
    [InlineData(Urn + ":secretHint", null, "secretHint,level")]
    [InlineData("userName", null, "level")]
    [InlineData(null, Urn + ":badge", "level")]
    [InlineData(null, Urn + ":level", "badge,level")]
    [InlineData(null, Urn, "level")]
    public void Answer_shows_each_attribute_when_its_schema_says(string? attributes, string? excluded, string shown)
    {
        var extension = Projection.Parse(attributes, excluded, Type).Apply(Badged).Root.Get(Type.FindExtension(Urn)!) as ScimComplex;
        var names = Type.FindExtension(Urn)!.Shape.Attributes.Where(a => extension?.Get(a) is not null).Select(a => a.Name);
        Assert.Equal(shown.Split(',').Order(), names.Order());
    }

    [Fact]
    public void Stored_document_is_not_sent_as_it_is_when_it_may_hold_what_is_shown_on_request()
    {
        Assert.False(Projection.Default(Type).IsDefault);
        Assert.True(Projection.Default(ResourceTypes.User).IsDefault);
    }

    private static ScimResource User(string json) => ResourceBinder.Bind(Given.Json(json), Type).Resource;

    private static ScimResource Patch(ScimResource user, string operation) => PatchEngine.Apply(user, PatchRequest.Read(Operations(operation))).Resource;

    private static JsonElement Operations(string operation) => Given.Json($$"""{"Operations":[{{operation}}]}""");
}
