using CsCheck;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Fuzz;

/// <summary>Filters, and the paths of PATCH, that are nearly right or far too much.</summary>
internal static class NastyPaths
{
    private static readonly Gen<string> Attribute = Given.OneOf(
        "userName", "emails", "emails.value", "emails.type", "name.familyName", "active", "meta.lastModified", "externalId", "id", "members", "members.value", "groups", "schemas", "password", "title", "roles", "addresses", "manager", "photos.value", "meta.version",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", "urn:ietf:params:scim:schemas:core:2.0:User:userName", "urn:", "unknown", "name.familyName.x", "a.b.c.d", ".", "$ref", "x509Certificates", "é", "1", "");

    private static readonly Gen<string> Operator = Given.OneOf("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr", "EQ", "in", "like", "=", "");

    private static readonly Gen<string> Literal = Gen.Frequency(
        (6, NastyText.Plain.Select(text => $"\"{text}\"")), (3, NastyText.Number), (2, Given.OneOf("true", "false", "null", "TRUE", "\"", "\"a", "a\"", "''", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", NastyJson.User, $"\"{NastyJson.User}\"", "\"2026-11-26T00:00:00Z\"")));

    private static readonly Gen<string> Term = Gen.Select(Attribute, Operator, Literal, Gen.Int[0, 9], (attribute, op, literal, shape) => shape switch
    {
        0 => $"{attribute} pr",
        1 => $"not ({attribute} {op} {literal})",
        2 => $"{attribute}[{attribute} {op} {literal}]",
        3 => $"emails[type {op} {literal} and value pr]",
        4 => $"({attribute} {op} {literal}",
        5 => $"{attribute} {op} {literal})",
        _ => $"{attribute} {op} {literal}",
    });

    private static readonly Gen<string> Endless = Gen.Select(Term, Given.OneOf(10, 40, 60, 300, 2_000), Gen.Int[0, 4], (term, times, shape) => shape switch
    {
        0 => $"{new string('(', times)}{term}{new string(')', times)}",
        1 => string.Concat(Enumerable.Repeat("not (", times)) + term + new string(')', times),
        2 => string.Join(" or ", Enumerable.Repeat(term.Length > 200 ? "active eq true" : term, times)),
        3 => new string('[', times) + term,
        _ => string.Concat(Enumerable.Repeat("emails[", times)) + term + new string(']', times),
    });

    public static readonly Gen<string> Filter = Gen.Frequency(
        (6, Term),
        (4, Gen.Select(Term, Given.OneOf(" and ", " or ", " ", " AND ", "and", ","), Term, (left, joint, right) => left + joint + right)),
        (1, NastyText.Plain),
        (1, Endless));

    /// <summary>A filter as it stands in JSON: quoted there, now and then wrongly.</summary>
    public static readonly Gen<string> FilterInJson = Gen.Frequency((9, Filter.Select(Quoted)), (1, Filter));

    /// <summary>The path of an operation, with its quotes.</summary>
    public static readonly Gen<string> Path = Gen.Frequency(
        (6, Given.OneOf(
            "active", "displayName", "userName", "emails", "members", "name.familyName", "emails[type eq \"work\"].value", "emails[type eq \"work\"]", "emails[type eq \"work\"", "emails[", "emails]", "emails[]", "emails[].value", "emails[type eq \"work\"].value.x", "emails[not (type eq \"work\")].primary",
            $"members[value eq \"{NastyJson.User}\"]", "members[value eq \"none\"]", "members[value pr]", "members.value", "id", "meta.created", "schemas", "groups", "password", "roles[primary eq \"True\"].value", "addresses[type eq \"work\"].formatted", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "urn:ietf:params:scim:schemas:core:2.0:User:active", "..", "", " ", "a.b.c").Select(Whole)),
        (2, Gen.Select(Attribute, Filter, Attribute, (attribute, filter, sub) => Whole($"{attribute}[{filter}].{sub}"))),
        (1, Filter.Select(Whole)),
        (1, NastyText.InJson.Select(text => $"\"{text}\"")),
        (1, NastyText.Number));

    private static string Whole(string path) => $"\"{Quoted(path)}\"";

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
