using System.Text.Json;
using CsCheck;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Patch;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Tests.Scim.Protocol;

/// <summary>Short forms for tests of the protocol: resources as JSON, operations as JSON, errors as text.</summary>
internal static class Given
{
    public const string Core = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static JsonElement Json(string json) => JsonElement.Parse(json);

    public static BoundResource Bound(string json, QuirkSet? quirks = null) => ResourceBinder.Bind(Json(json), ResourceTypes.User, quirks);

    public static ScimResource User(string json, QuirkSet? quirks = null) => Bound(json, quirks).Resource;

    /// <summary>One of the values, at random.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>Applies one operation, or a list of them.</summary>
    public static PatchResult Patch(ScimResource resource, string operations, QuirkSet? quirks = null)
    {
        var list = operations.StartsWith('[') ? operations : $"[{operations}]";
        return PatchEngine.Apply(resource, PatchRequest.Read(Json($$"""{"Operations":{{list}}}""")), quirks);
    }

    public static bool Matches(string filter, ScimResource resource) =>
        FilterEvaluator.Matches(FilterBinder.Bind(FilterParser.Parse(filter), resource.ResourceType), resource);

    /// <summary>The resource as it is written, without <c>schemas</c>.</summary>
    public static string Text(ScimResource resource)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, ResourceWriter.Options))
            ResourceWriter.Write(writer, resource);
        var members = Json(System.Text.Encoding.UTF8.GetString(buffer.ToArray())).EnumerateObject().Where(m => m.Name != "schemas");
        return "{" + string.Join(',', members.Select(m => $"\"{m.Name}\":{m.Value.GetRawText()}")) + "}";
    }

    /// <summary>Status and scimType of the error that something throws, for example <c>400 invalidPath</c>.</summary>
    public static string Error(Action action)
    {
        var error = Assert.Throws<ScimException>(action);
        return $"{error.Status} {error.ScimType}";
    }

    public static string Detail(Action action) => Assert.Throws<ScimException>(action).Detail;
}
