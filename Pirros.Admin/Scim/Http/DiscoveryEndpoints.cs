using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>What the endpoint offers, told by itself (RFC 7644 §4).</summary>
internal static class DiscoveryEndpoints
{
    public static ValueTask<ScimAnswer> ResourceTypesList(ScimRequest request, CancellationToken cancel)
        => All(request, request.Types.All, (json, type) => ResourceTypeMessage.Write(json, type, $"{request.Address.BaseUrl}/ResourceTypes/{type.Name}"));

    public static ValueTask<ScimAnswer> ResourceTypeByName(ScimRequest request, CancellationToken cancel)
        => request.Types.Named(request.Segments[1]) is { } type
            ? One(request, $"/ResourceTypes/{type.Name}", (json, location) => ResourceTypeMessage.Write(json, type, location))
            : throw ScimException.NotFound($"There is no resource type '{Shown.Of(request.Segments[1])}'. /ResourceTypes lists those there are.");

    public static ValueTask<ScimAnswer> Schemas(ScimRequest request, CancellationToken cancel)
        => All(request, request.Types.Schemas, (json, schema) => SchemaMessage.Write(json, schema, $"{request.Address.BaseUrl}/Schemas/{schema.Id}"));

    public static ValueTask<ScimAnswer> SchemaById(ScimRequest request, CancellationToken cancel)
        => request.Types.Schemas.FirstOrDefault(s => s.Id.Equals(request.Segments[1], StringComparison.OrdinalIgnoreCase)) is { } schema
            ? One(request, $"/Schemas/{schema.Id}", (json, location) => SchemaMessage.Write(json, schema, location))
            : throw ScimException.NotFound($"There is no schema '{Shown.Of(request.Segments[1])}'. /Schemas lists those there are.");

    internal static ValueTask<ScimAnswer> One(ScimRequest request, string path, Action<Utf8JsonWriter, string> write)
    {
        RefuseFilter(request);
        var location = request.Address.BaseUrl + path;
        return ValueTask.FromResult(new ScimAnswer(200, ActivityKind.Discovery, buffer =>
        {
            using var json = new Utf8JsonWriter(buffer, ResourceWriter.Options);
            write(json, location);
        })
        {
            Location = location,
        });
    }

    private static ValueTask<ScimAnswer> All<T>(ScimRequest request, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        RefuseFilter(request);
        return ValueTask.FromResult(new ScimAnswer(200, ActivityKind.Discovery, buffer =>
        {
            var list = new ListResponseWriter(buffer);
            list.Begin(items.Count, 1, items.Count);
            foreach (var item in items)
            {
                list.Next();
                using var json = new Utf8JsonWriter(buffer, ResourceWriter.Options);
                write(json, item);
            }

            list.End();
        }));
    }

    // RFC 7644 §4: a filter here would pretend that what is offered depends on who asks.
    private static void RefuseFilter(ScimRequest request)
    {
        if (request.Query.ContainsKey("filter"))
            throw ScimException.Forbidden("Filters are not accepted here. Leave the filter out.");
    }
}
