using System.Text.Json;
using CsCheck;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>Random PATCH operations (RFC 7644 §3.5.2) as the JSON that a client sends, on any attribute of a type, in every form of path.</summary>
internal static class RandomPatches
{
    private static readonly Gen<string> Nothing = Given.OneOf("null", "\"\"", "[]", "{}");

    // Values that an attribute has no use for, or that a quirk looks into.
    private static readonly Gen<string> Odd = Given.OneOf(
        "true", "\"False\"", "1", "-1.5e3", "\"x\"", "[[]]", "[null]", "[1,\"a\",{}]", "{\"value\":[]}", "{\"value\":{\"value\":1}}", "[{\"value\":\"a\"},{\"value\":\"A\"}]", "{\"nonsense\":1}",
        """{"value":"{\"value\":\"\\ud800\"}"}""", """[{"value":"{\"value\":\"a\\u0000\"}"}]""", """[{"value":"{\"value\":\"r\",\"displayName\":\"R\"}"}]""", """{"value":"{"}""");

    private static readonly Gen<string> OddPath = Given.OneOf(
        "nonsense", "emails[", "emails[type eq]", "emails[type pr].value.x", "userName.x", "name[givenName pr]", "title[value pr]", "urn:x:y", "urn:x:y:z.a", "id", "meta.version", "groups", "groups[value pr]", "schemas", "a b", "$ref", ".", ":",
        $"{Given.Enterprise}:manager.displayName", "department", "manager", "emails[value eq 1].primary", "emails[display eq null].type", "emails[value pr]");

    /// <summary>Any operation, with sense or without.</summary>
    public static Gen<string> Any(ScimResource resource) => Gen.Frequency(
        (4, Sensible(resource)),
        (1, Gen.Select(Given.OneOf("add", "replace", "remove", "Add", "move"), Gen.OneOf(OddPath, Path(resource).Select(p => p.Text)), Gen.OneOf(Odd, Nothing), Text)));

    /// <summary>An operation on an attribute of the type, with a value of the attribute's own type or with none.</summary>
    public static Gen<string> Sensible(ScimResource resource) => Gen.Frequency(
        (4, Path(resource).SelectMany(path => Gen.Select(Given.OneOf("add", "replace"), ValueFor(path.Leaf, path.One), (op, value) => Text(op, path.Text, value)))),
        (2, Path(resource).Select(path => Text("remove", path.Text, null))),
        (2, Gen.Select(Given.OneOf("add", "replace"), Members(resource.ResourceType), (op, value) => Text(op, null, value))));

    public static string Text(string op, string? path, string? value) =>
        $"{{\"op\":\"{op}\"{(path is null ? "" : $",\"path\":{JsonSerializer.Serialize(path)}")}{(value is null ? "" : $",\"value\":{value}")}}}";

    /// <summary>A value as JSON.</summary>
    public static string Json(ScimValue value) => value switch
    {
        ScimComplex complex => $"{{{string.Join(',', complex.Shape.Attributes.Where(a => complex.Get(a) is not null).Select(a => $"\"{a.Name}\":{Json(complex.Get(a)!)}"))}}}",
        ScimMultiValue many => $"[{string.Join(',', many.Items.ToArray().Select(Json))}]",
        ScimBoolean or ScimInteger or ScimDecimal => value.ToString()!,
        _ => JsonSerializer.Serialize(value.ToString()),
    };

    private static Gen<string> ValueFor(AttributeDefinition leaf, bool one)
    {
        var whole = RandomUsers.Whole(leaf).Select(value => one && value is ScimMultiValue many ? many[0] : value).Select(value => value is null ? "null" : Json(value));
        return Gen.Frequency((5, whole), (1, Nothing));
    }

    private static Gen<string> Members(ResourceType type) =>
        Given.OneOf([.. type.Root.Attributes.Where(RandomUsers.IsWritable)]).SelectMany(attribute => ValueFor(attribute, one: false).Select(value => (attribute.Name, value))).List[1, 3]
            .Select(members => $"{{{string.Join(',', members.DistinctBy(member => member.Name).Select(member => $"\"{member.Name}\":{member.value}"))}}}");

    /// <summary>A path, the attribute that it leads to, and whether it means single values of it.</summary>
    private static Gen<(string Text, AttributeDefinition Leaf, bool One)> Path(ScimResource resource) =>
        Given.OneOf([.. resource.ResourceType.Root.Attributes.Where(RandomUsers.IsWritable)]).SelectMany(attribute => attribute.IsExtension
            ? Gen.Frequency(
                (1, Gen.Const((attribute.Name, attribute, false))),
                (6, Given.OneOf([.. attribute.SubAttributes.Where(RandomUsers.IsWritable)]).SelectMany(inner => Below($"{attribute.Name}:", inner, resource))))
            : Given.OneOf("", $"{Given.Core}:").SelectMany(urn => Below(urn, attribute, resource)));

    private static Gen<(string Text, AttributeDefinition Leaf, bool One)> Below(string urn, AttributeDefinition attribute, ScimResource resource)
    {
        var whole = Gen.Const((urn + attribute.Name, attribute, false));
        if (!attribute.IsComplex)
            return whole;
        var sub = Given.OneOf([.. attribute.SubAttributes.Where(RandomUsers.IsWritable)]);
        var below = sub.Select(s => ($"{urn}{attribute.Name}.{s.Name}", s, false));
        if (!attribute.MultiValued)
            return Gen.OneOf(whole, below);
        var filter = RandomSearches.Inside(attribute, [resource]).Select(f => $"{urn}{attribute.Name}[{f}]");
        return Gen.OneOf(whole, below, filter.Select(f => (f, attribute, true)), Gen.Select(filter, sub, (f, s) => ($"{f}.{s.Name}", s, false)));
    }
}
