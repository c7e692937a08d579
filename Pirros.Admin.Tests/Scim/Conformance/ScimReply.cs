using System.Globalization;
using System.Text.Json.Nodes;

namespace Pirros.Admin.Tests.Scim.Conformance;

/// <summary>An answer.</summary>
/// <param name="Request">What was asked, for messages.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">All headers.</param>
/// <param name="Content">The body as it came.</param>
internal sealed record ScimReply(string Request, int Status, IReadOnlyDictionary<string, string> Headers, string Content)
{
    public JsonNode? Json { get; } = Content.Length == 0 ? null : JsonNode.Parse(Content);

    /// <summary>The value at a path such as <c>emails/0/value</c>, or null.</summary>
    public JsonNode? At(string path)
    {
        var node = Json;
        foreach (var segment in path.Split('/'))
        {
            node = node is JsonArray list
                ? int.Parse(segment, CultureInfo.InvariantCulture) is var i && i < list.Count ? list[i] : null
                : (node as JsonObject)?[segment];
        }

        return node;
    }

    public string? Text(string path) => At(path)?.GetValue<string>();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The names of the body's members, in order.</summary>
    public IEnumerable<string> Members => Json!.AsObject().Select(m => m.Key);

    public ScimReply Is(int status)
    {
        Assert.True(Status == status, $"{Request} was answered {Status}: {Content}");
        return this;
    }

    /// <summary>Checks that this is a whole SCIM error, and that its detail speaks of what is wrong.</summary>
    public void IsError(int status, string? scimType, string detail = "")
    {
        Is(status);
        Assert.Equal("application/scim+json", Header("Content-Type"));
        ScimSession.AssertSame("""["urn:ietf:params:scim:api:messages:2.0:Error"]""", At("schemas"));
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), Text("status"));
        Assert.Equal(scimType, Text("scimType"));
        Assert.Contains(detail, Text("detail"), StringComparison.Ordinal);
    }
}
