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
        new() { Name = "level", Type = AttributeType.Integer, Returned = Returned.Always, Description = "Always shown." },
    ]))]);

    private static readonly ScimResource Bare = User("""{"userName":"a"}""");
    private static readonly ScimResource Badged = User($$"""{"userName":"a","{{Urn}}":{"badge":"7","level":3,"secretHint":"h"} }""");

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
