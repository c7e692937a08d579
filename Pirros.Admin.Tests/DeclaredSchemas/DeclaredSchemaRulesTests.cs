using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.DeclaredSchemas;

public sealed class DeclaredSchemaRulesTests
{
    private const string Urn = "urn:acme:2.0:User";

    [Theory]
    [InlineData("")]
    [InlineData("acme")]
    [InlineData("urn:acme")]
    [InlineData("urn:acme:with space")]
    [InlineData("urn:acme:[x]")]
    [InlineData("urn:acme:x\ny")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User")]
    [InlineData("URN:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:User")]
    [InlineData("urn:ietf:params:scim:api:messages:2.0:PatchOp")]
    public void Urn_that_is_none_or_belongs_to_the_standard_is_refused(string urn)
        => Assert.Contains("URN", Refused(new DeclaredSchema(urn, "User", [new() { Name = "a" }])), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("$ref")]
    [InlineData("naïve")]
    public void Attribute_name_that_a_path_could_not_name_is_refused(string name)
        => Assert.Contains("name", Refused(Of(new AttributeDeclaration { Name = name })), StringComparison.Ordinal);

    [Fact]
    public void Characteristics_that_would_not_be_obeyed_are_refused()
    {
        AttributeDeclaration[] bad =
        [
            new() { Name = "a", Required = true },
            new() { Name = "a", Mutability = Mutability.ReadOnly },
            new() { Name = "a", Mutability = Mutability.WriteOnly },
            new() { Name = "a", Returned = Returned.Never },
            new() { Name = "a", Uniqueness = Uniqueness.Server },
            new() { Name = "a", Type = AttributeType.Complex },
            new() { Name = "a", SubAttributes = [new() { Name = "b" }] },
            new() { Name = "a", Type = AttributeType.Complex, SubAttributes = [new() { Name = "b", Type = AttributeType.Complex, SubAttributes = [new() { Name = "c" }] }] },
            new() { Name = "a", Type = AttributeType.Complex, SubAttributes = [new() { Name = "b" }, new() { Name = "B" }] },
            new() { Name = "a", Type = (AttributeType)99 },
        ];
        foreach (var attribute in bad)
            Assert.Contains("attribute 'a", Refused(Of(attribute)), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_join_a_schema_that_is_there()
    {
        var declared = DeclaredSchemaRules.Join([], Of(new AttributeDeclaration { Name = "a" }));
        var joined = DeclaredSchemaRules.Join(declared, DeclaredSchemaRules.Check(Of(new AttributeDeclaration { Name = "A" }, new AttributeDeclaration { Name = "b" }) with { Id = Urn.ToUpperInvariant() }));
        var schema = Assert.Single(joined);
        Assert.Equal(Urn, schema.Id);
        Assert.Equal(["a", "b"], schema.Attributes.Select(a => a.Name));
    }

    [Fact]
    public void What_contradicts_a_declaration_is_refused()
    {
        var declared = DeclaredSchemaRules.Join([], Of(new AttributeDeclaration { Name = "a" }));
        foreach (var other in new[]
        {
            Of(new AttributeDeclaration { Name = "a", Type = AttributeType.Integer }),
            Of(new AttributeDeclaration { Name = "b" }) with { ResourceType = "Group" },
            Of(new AttributeDeclaration { Name = "b" }) with { Id = Urn + ":a" },
        })
        {
            Assert.Equal(Refusal.Conflict, Assert.Throws<RefusedException>(() => DeclaredSchemaRules.Join(declared, other)).Reason);
        }
    }

    [Fact]
    public void Name_keeps_its_type_for_good()
    {
        var desk = new AttributeDeclaration { Name = "desk", Type = AttributeType.Complex, SubAttributes = [new() { Name = "seat", Type = AttributeType.Integer }] };
        var declared = DeclaredSchemaRules.Join([], Of(new AttributeDeclaration { Name = "a" }, desk));
        var none = DeclaredSchemaRules.Without(declared, Urn, null);
        Assert.False(Assert.Single(none).IsLive);
        foreach (var other in new AttributeDeclaration[]
        {
            new() { Name = "A", Type = AttributeType.Integer },
            new() { Name = "a", MultiValued = true },
            desk with { SubAttributes = [new() { Name = "Seat" }] },
        })
        {
            Assert.Contains("another type", Assert.Throws<RefusedException>(() => DeclaredSchemaRules.Join(none, Of(other))).Message, StringComparison.Ordinal);
        }

        var again = Assert.Single(DeclaredSchemaRules.Join(none, Of(new AttributeDeclaration { Name = "a", CaseExact = true })));
        Assert.Equal(["a"], again.Attributes.Select(a => a.Name));
        Assert.True(again.HasFormerValues);
        Assert.Throws<RefusedException>(() => DeclaredSchemaRules.Without([again], Urn, "desk"));
    }

    [Fact]
    public void Name_keeps_its_type_however_often_it_is_taken_back_and_declared()
    {
        static AttributeDeclaration Desk(string sub, AttributeType type) => new() { Name = "desk", Type = AttributeType.Complex, SubAttributes = [new() { Name = sub, Type = type }] };
        var declared = DeclaredSchemaRules.Join([], Of(Desk("seat", AttributeType.Integer)));
        declared = DeclaredSchemaRules.Join(DeclaredSchemaRules.Without(declared, Urn, null), Of(Desk("room", AttributeType.String)));
        Assert.True(Assert.Single(declared).HasFormerValues);
        declared = DeclaredSchemaRules.Without(declared, Urn, "desk");
        Assert.Contains("another type", Assert.Throws<RefusedException>(() => DeclaredSchemaRules.Join(declared, Of(Desk("seat", AttributeType.String)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_declared_again_is_spelt_as_it_is_stored()
    {
        var declared = DeclaredSchemaRules.Join([], Of(new AttributeDeclaration { Name = "Badge" }, new AttributeDeclaration { Name = "desk", Type = AttributeType.Complex, SubAttributes = [new() { Name = "Seat" }] }));
        var again = Assert.Single(DeclaredSchemaRules.Join(
            DeclaredSchemaRules.Without(declared, Urn, null), Of(new AttributeDeclaration { Name = "badge" }, new AttributeDeclaration { Name = "DESK", Type = AttributeType.Complex, SubAttributes = [new() { Name = "seat" }] })));
        Assert.Equal(["Badge", "desk", "Seat"], again.Attributes.Select(a => a.Name).Append(again.Attributes[1].SubAttributes[0].Name));
        Assert.False(again.HasFormerValues);
    }

    [Fact]
    public void There_is_a_most_of_everything()
    {
        var hundred = Enumerable.Range(0, DeclaredSchemaRules.MaximumAttributes).Select(i => new AttributeDeclaration { Name = $"a{i}" }).ToArray();
        var full = DeclaredSchemaRules.Join([], DeclaredSchemaRules.Check(Of(hundred)));
        Assert.Throws<RefusedException>(() => DeclaredSchemaRules.Join(full, Of(new AttributeDeclaration { Name = "more" })));
        Assert.Contains("100", Refused(Of([.. hundred, new AttributeDeclaration { Name = "more" }])), StringComparison.Ordinal);
        var schemas = Enumerable.Range(0, DeclaredSchemaRules.MaximumSchemas).Aggregate((IReadOnlyList<DeclaredSchema>)[], (all, i) => DeclaredSchemaRules.Join(all, Of(new AttributeDeclaration { Name = "a" }) with { Id = $"urn:acme:{i}" }));
        Assert.Throws<RefusedException>(() => DeclaredSchemaRules.Join(schemas, Of(new AttributeDeclaration { Name = "a" })));
    }

    [Theory]
    [InlineData("", "schema")]
    [InlineData("[]", "schema")]
    [InlineData("{\"id\":\"urn:a:b\",\"attributes\":[{\"name\":\"a\",\"type\":\"text\"}]}", "attributes[0].type")]
    [InlineData("{\"id\":\"urn:a:b\",\"attributes\":[{\"name\":\"a\",\"type\":3}]}", "attributes[0].type")]
    public void File_that_is_no_schema_is_refused_with_its_place(string json, string named)
        => Assert.Contains(named, Assert.Throws<RefusedException>(() => DeclaredSchemaJson.Read(json, "User")).Message, StringComparison.Ordinal);

    [Fact]
    public void Schema_is_read_as_the_standard_writes_it()
    {
        var schema = DeclaredSchemaRules.Check(DeclaredSchemaJson.Read(
            """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Schema"],"id":"urn:acme:2.0:User","name":"Acme","attributes":[{"name":"badge","type":"string","multiValued":false,"required":false,"caseExact":true,"mutability":"immutable","returned":"request","uniqueness":"none"}],"meta":{"resourceType":"Schema"}}""",
            "User"));
        var badge = Assert.Single(schema.Attributes);
        Assert.Equal(("badge", AttributeType.String, true, Mutability.Immutable, Returned.Request), (badge.Name, badge.Type, badge.CaseExact, badge.Mutability, badge.Returned));
    }

    private static DeclaredSchema Of(params AttributeDeclaration[] attributes) => new(Urn, "User", attributes);

    private static string Refused(DeclaredSchema schema) => Assert.Throws<RefusedException>(() => DeclaredSchemaRules.Check(schema)).Message;
}
