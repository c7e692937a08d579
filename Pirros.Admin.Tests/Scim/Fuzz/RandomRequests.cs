using System.Text;
using CsCheck;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Fuzz;

/// <summary>Requests of every kind that SCIM has, with something wrong in most of them.</summary>
internal static class RandomRequests
{
    private static readonly Gen<string> Path = Gen.Frequency(
        (12, Given.OneOf("Users", "Groups", $"Users/{NastyJson.User}", $"Groups/{NastyJson.Group}", $"Users/{NastyJson.Group}", "Users/.search", "Groups/.search", ".search", "Bulk")),
        (2, Given.OneOf("", "Me", "Schemas", "Schemas/urn:ietf:params:scim:schemas:core:2.0:User", "ResourceTypes", "ResourceTypes/User", "ServiceProviderConfig", "users", "Users/", "Users//", "Users/a/b", "Users/..", "../Users", "Users/%2e%2e", "Bulk/x", "Nothing", "Users/none", "Users/\u0000")),
        (1, NastyText.Plain.Select(text => $"Users/{text}")));

    private static readonly Gen<string> Parameter = Gen.Frequency(
        (5, NastyPaths.Filter.Select(filter => $"filter={Uri.EscapeDataString(Whole(filter))}")),
        (2, Gen.Select(Given.OneOf("startIndex", "count"), NastyText.Number, (name, number) => $"{name}={Uri.EscapeDataString(number)}")),
        (2, Gen.Select(Given.OneOf("sortBy", "sortOrder", "attributes", "excludedAttributes", "filter", "unknown", "FILTER"), NastyText.Plain, (name, text) => $"{name}={Uri.EscapeDataString(Whole(text))}")),
        (1, Given.OneOf("sortBy=userName", "sortBy=name.familyName&sortOrder=descending", "sortBy=emails", "cursor", "cursor=", "cursor=AAAA", "cursor=AAAAAAAAAAAAAAAAMHwxMHwxfGE", "cursor=%2b%2f", "cursor=!", "count=0", "count=-1", "startIndex=0&count=1", "startIndex=2147483647&count=2147483647", "attributes=userName,emails.value,urn:x", "excludedAttributes=*")),
        (1, Given.OneOf("filter=%", "filter=%zz", "filter=%ff", "filter=%c0%80", "filter=%ed%a0%80", "filter=%00", "filter=+", "=", "&&&", "filter=a&filter=b", "%66ilter=userName+pr", "filter[]=a", "count=1&count=2", "a=" + new string('b', 40_000))));

    private static readonly Gen<string> Query = Gen.Frequency((3, Gen.Const("")), (2, Parameter.Select(one => $"?{one}")), (1, Gen.Select(Parameter, Parameter, (one, other) => $"?{one}&{other}")));

    private static readonly Gen<(string Name, string Value)> Header = Gen.Frequency(
        (4, Gen.Select(Given.OneOf("If-Match", "If-None-Match"), Given.OneOf("*", "W/\"1\"", "W/\"2\"", "\"1\"", "\"", "W/", "", ",", "\"a\", \"b\"", "W/\"-1\"", "W/\"9223372036854775808\"", "W/\"1\", *", new string('"', 5_000)), (name, value) => (name, value))),
        (2, Gen.Select(Given.OneOf("Accept", "User-Agent", "X-HTTP-Method-Override", "Origin", "Accept-Language", "Expect", "X-Forwarded-Host", "traceparent"), NastyText.Plain.Select(InHead), (name, value) => (name, value))),
        (1, Given.OneOf("evil.example", "[::1]:80", "a:99999", "a:", "xn--", "a_b", "1.2.3.4.5", "", "..", "-", "a..b", "localhost:0").Select(value => ("Host", value))),
        (1, Given.OneOf("Bearer", "Bearer ", "bearer x", "Basic YTpi", "Bearer pscim_", $"Bearer {new string('a', 10_000)}", "Bearer \u00e9", "").Select(value => ("Authorization", value))));

    private static readonly Gen<string> ContentType = Gen.Frequency(
        (20, Given.OneOf("application/scim+json", "application/json", "application/scim+json; charset=utf-8")),
        (1, Given.OneOf("", "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=\"utf-8\"", ";;;", "application/json;", "application/json; charset=", "multipart/form-data; boundary=", "application/x-www-form-urlencoded", "APPLICATION/JSON", "application/jsonx", "application/json, text/plain", "*/*")));

    // Bytes that are no UTF-8: overlong forms, half a surrogate pair, what begins nothing.
    private static readonly Gen<byte[]> Bytes = Given.OneOf<byte[]>([0xC0, 0x80], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xEF, 0xBB, 0xBF], [0x00], [0x80], "\""u8.ToArray(), "{"u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), "\\"u8.ToArray());

    /// <summary>Any request.</summary>
    public static readonly Gen<FuzzRequest> Any = Path.SelectMany(path => Gen.Select(
        MethodOf(path),
        Query,
        Gen.Select(BodyOf(path), Damage, (body, damage) => damage(Encoding.UTF8.GetBytes(Whole(body)))),
        ContentType,
        Gen.Frequency((4, Gen.Const(Array.Empty<(string, string)>())), (1, Header.Array[1, 3])),
        (method, query, body, type, headers) => method is "POST" or "PUT" or "PATCH" || headers.Length == 3
            ? new FuzzRequest(method, Whole(path), query, body, [("Content-Type", type), .. headers])
            : new FuzzRequest(method, Whole(path), query, null, headers)));

    private static Gen<Func<byte[], byte[]>> Damage => Gen.Frequency(
        (9, Gen.Const<Func<byte[], byte[]>>(body => body)),
        (1, Gen.Select(Gen.Double[0, 1], Gen.Int[0, 2], Bytes, (place, kind, bytes) => new Func<byte[], byte[]>(body =>
        {
            var at = (int)(place * body.Length);
            return kind switch
            {
                0 => body[..at],
                1 => [.. body[..at], .. bytes, .. body[at..]],
                _ => [.. bytes, .. body],
            };
        }))));

    private static Gen<string> MethodOf(string path) => Gen.Frequency(
        (20, path switch
        {
            "Users" or "Groups" => Given.OneOf("POST", "POST", "GET"),
            "Bulk" => Gen.Const("POST"),
            _ when path.EndsWith(".search", StringComparison.Ordinal) => Gen.Const("POST"),
            _ when path.StartsWith("Users/", StringComparison.Ordinal) || path.StartsWith("Groups/", StringComparison.Ordinal) => Given.OneOf("PATCH", "PATCH", "PATCH", "PUT", "GET", "DELETE"),
            _ => Gen.Const("GET"),
        }),
        (1, Given.OneOf("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO", "get", new string('M', 300))));

    private static Gen<string> BodyOf(string path) => Gen.Frequency(
        (12, path switch
        {
            "Bulk" => NastyJson.Bulk,
            _ when path.EndsWith(".search", StringComparison.Ordinal) => NastyJson.Search,
            _ when path.Contains('/', StringComparison.Ordinal) => Gen.Frequency((4, NastyJson.Patch), (1, NastyJson.Resource)),
            _ => NastyJson.Resource,
        }),
        (1, NastyJson.Value),
        (1, Given.OneOf("", " ", "\ufeff{}", "{}{}", "//", "/* a */{}", "<user/>", "{\"userName\":\"a\",}", "{'userName':'a'}", "--x\r\n\r\n{}")));

    // A pair of which one half is missing is no text that a connection could carry.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    // What a server takes in a head: no control characters.
    private static string InHead(string text) => new([.. Whole(text).Where(c => !char.IsControl(c)).Take(8_000)]);
}
