using System.Text;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Requests as Entra ID sends them.</summary>
internal static class Messages
{
    private const string PatchHead = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[""";

    public static readonly byte[] Activate = Utf8($$"""{{PatchHead}}{"op":"Replace","path":"active","value":"True"}]}""");

    public static readonly byte[] Deactivate = Utf8($$"""{{PatchHead}}{"op":"Replace","path":"active","value":"False"}]}""");

    public static string ByName(int number) => $"/Users?filter=userName%20eq%20%22{Uri.EscapeDataString(SampleUser.UserName(number))}%22";

    public static string ByExternalId(int number) => $"/Users?filter=externalId%20eq%20%22{SampleUser.ExternalId(number)}%22";

    public static byte[] Group(string name)
        => Utf8($$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"externalId":"{{{name}}}","displayName":"{{{name}}}","meta":{"resourceType":"Group"}}""");

    public static byte[] AddMembers(Population people, int from, int count) => Members("Add", people, from, count);

    public static byte[] RemoveMembers(Population people, int from, int count) => Members("Remove", people, from, count);

    private static byte[] Members(string op, Population people, int from, int count)
        => Utf8($$"""{{PatchHead}}{"op":"{{op}}","path":"members","value":[{{string.Join(',', Enumerable.Range(from, count).Select(n => $"{{\"value\":\"{people.Id(n)}\"}}"))}}]}]}""");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
