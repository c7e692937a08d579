using System.Text.RegularExpressions;
using CsCheck;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Quirks;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

public sealed partial class PatchPropertyTests
{
    private static readonly Gen<ScimResource> Users = RandomUsers.Of(TestUser.Type, RandomText.NotBlank);

    [Fact]
    public void Any_operations_give_a_resource_that_can_be_stored_or_an_error() =>
        Users.SelectMany(user => RandomPatches.Any(user).List[1, 4].Select(operations => (user, Operations: string.Join(',', operations)))).Sample(
            sample =>
            {
                var before = StoredDocument.Write(sample.user);
                if (Applied(sample.user, sample.Operations) is { } after)
                {
                    Assert.Equal(TestUser.Bare(after), TestUser.Bare(StoredDocument.Read(StoredDocument.Write(after), TestUser.Type)));
                    Assert.Equal(after, ResourceBinder.Bind(Given.Json(Given.Text(after)), TestUser.Type).Resource);
                }

                Assert.Equal(before, StoredDocument.Write(sample.user));
            },
            print: sample => $"{sample.Operations}\n{Given.Text(sample.user)}",
            iter: 3_000);

    [Fact]
    public void Operation_that_is_sent_twice_does_what_it_does_once() =>
        Users.SelectMany(user => RandomPatches.Sensible(user).Where(operation => !SelectsByPrimary().IsMatch(operation)).Select(operation => (user, operation))).Sample(
            sample =>
            {
                if (Applied(sample.user, sample.operation) is not { } once)
                    return;

                // The operation may have changed what its filter selects by; then nothing is there to select any more.
                if (Applied(once, sample.operation, allowed: "noTarget") is { } twice)
                    Assert.Equal(Given.Text(once), Given.Text(twice));
            },
            print: sample => $"{sample.operation}\n{Given.Text(sample.user)}",
            iter: 5_000);

    [Fact]
    public void Add_of_a_value_that_is_there_changes_nothing() => Unchanged("add");

    [Fact]
    public void Replace_with_the_value_that_is_there_changes_nothing() => Unchanged("replace");

    [Fact]
    public void Value_that_is_added_is_there() =>
        Gen.Select(Users, Users).Sample(
            (before, other) =>
            {
                foreach (var (path, value) in Values(other.Root))
                {
                    if (Applied(before, RandomPatches.Text("add", path, RandomPatches.Json(value))) is { } after)
                        Assert.Equal(Given.Text(after), Given.Text(Applied(after, RandomPatches.Text("add", path, RandomPatches.Json(value)))!));
                }
            },
            print: sample => $"{Given.Text(sample.Item1)}\n{Given.Text(sample.Item2)}",
            iter: 200);

    [Theory]
    [InlineData("add", TestUser.Extension + ":wordMany", "\"b\"", "wordMany", """["a","b"]""")]
    [InlineData("add", TestUser.Extension + ":wordMany", "[\"A\",\"b\"]", "wordMany", """["a","b"]""")]
    [InlineData("replace", TestUser.Extension + ":wordMany", "[\"b\"]", "wordMany", """["b"]""")]
    [InlineData("add", TestUser.Extension, """{"wordMany":["b"]}""", "wordMany", """["a","b"]""")]
    [InlineData("replace", TestUser.Extension, """{"wordMany":["b"]}""", "wordMany", """["b"]""")]
    [InlineData("add", null, "{\"" + TestUser.Extension + "\":{\"wordMany\":[\"b\"]}}", "wordMany", """["a","b"]""")]
    [InlineData("add", TestUser.Extension + ":desk.codeMany", "\"b\"", "desk", """{"codeMany":["a","b"]}""")]
    [InlineData("add", TestUser.Extension + ":desk", """{"codeMany":["b"]}""", "desk", """{"codeMany":["a","b"]}""")]
    [InlineData("replace", TestUser.Extension + ":desk", """{"codeMany":["b"]}""", "desk", """{"codeMany":["b"]}""")]
    [InlineData("add", TestUser.Extension + ":devices", """[{"value":"d","codeMany":["b"]}]""", "devices", """[{"value":"d","codeMany":["a","b"]}]""")]
    [InlineData("add", TestUser.Extension + ":devices[value eq \"d\"].codeMany", "\"b\"", "devices", """[{"value":"d","codeMany":["a","b"]}]""")]
    [InlineData("add", TestUser.Extension + ":devices[codeMany eq \"x\" and codeMany eq \"y\"].type", "\"t\"", "devices", """[{"value":"d","codeMany":["a"]},{"type":"t","codeMany":["x","y"]}]""")]
    public void List_below_another_attribute_is_added_to_and_replaced_like_any(string op, string? path, string value, string attribute, string after)
    {
        const string lists = """{"wordMany":["a"],"desk":{"codeMany":["a"]},"devices":[{"value":"d","codeMany":["a"]}]}""";
        var before = ResourceBinder.Bind(Given.Json("{\"userName\":\"a\",\"" + TestUser.Extension + "\":" + lists + "}"), TestUser.Type).Resource;
        var patched = Applied(before, RandomPatches.Text(op, path, value))!;
        Assert.Equal(after, Given.Json(Given.Text(patched)).GetProperty(TestUser.Extension).GetProperty(attribute).GetRawText());
    }

    private static void Unchanged(string op) =>
        Users.Sample(
            user =>
            {
                foreach (var (path, value) in Values(user.Root))
                {
                    Assert.Same(user, Applied(user, RandomPatches.Text(op, path, RandomPatches.Json(value))));
                    if (op != "add" || value is not ScimMultiValue many)
                        continue;
                    foreach (var item in many.Items)
                        Assert.Same(user, Applied(user, RandomPatches.Text(op, path, RandomPatches.Json(item))));
                }

                // And all of them at once, without a path.
                Assert.Same(user, Applied(user, RandomPatches.Text(op, null, Given.Text(user))));
            },
            print: Given.Text,
            iter: 500);

    /// <summary>Every value of a resource that a path can name, with its path.</summary>
    private static IEnumerable<(string Path, ScimValue Value)> Values(ScimComplex complex, string prefix = "") =>
        complex.Shape.Attributes.Where(attribute => complex.Get(attribute) is not null).SelectMany(attribute =>
        {
            var path = prefix + attribute.Name;
            var value = complex.Get(attribute)!;
            return value is ScimComplex inner ? [(path, value), .. Values(inner, path + (attribute.IsExtension ? ':' : '.'))] : new[] { (path, value) };
        });

    // A new primary turns the old one off (RFC 7644 §3.5.2), so that another value is selected the second time.
    [GeneratedRegex(@"\[.*primary (eq|ne|pr)")]
    private static partial Regex SelectsByPrimary();

    /// <summary>The resource afterwards; null when the operations are refused.</summary>
    private static ScimResource? Applied(ScimResource resource, string operations, string? allowed = null)
    {
        try
        {
            var after = PatchEngine.Apply(resource, PatchRequest.Read(Given.Json($$"""{"Operations":[{{operations}}]}""")), KnownQuirks.All).Resource;
            ResourceValidator.Validate(after);
            return after;
        }
        catch (ScimException refused) when (allowed is null || refused.ScimType == allowed)
        {
            return null;
        }
    }
}
