using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>Reads one operation of a bulk request. What is wrong with it is its own error, so that the others can be carried out (RFC 7644 §3.7).</summary>
internal static class BulkOperationReader
{
    private const string Methods = "POST, PUT, PATCH or DELETE";

    public static BulkOperation Read(JsonElement json, ResourceTypeSet types, int index)
    {
        var operation = new BulkOperation(index);
        JsonElement method = default, path = default, bulkId = default, version = default, data = default;
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name.ToLowerInvariant())
            {
                case "method":
                    method = member.Value;
                    break;
                case "path":
                    path = member.Value;
                    break;
                case "bulkid":
                    bulkId = member.Value;
                    break;
                case "version":
                    version = member.Value;
                    break;
                case "data":
                    data = member.Value;
                    break;
                default:
                    break;
            }
        }

        // What the response repeats is kept even of an operation that can't be read.
        operation = operation with { BulkId = Text(bulkId), Version = Text(version), PathText = Text(path), MethodText = Text(method) };
        try
        {
            var kind = ReadMethod(operation);
            operation = operation with { Method = kind, MethodText = operation.MethodText!.ToUpperInvariant() };
            operation = operation with { Path = ReadPath(operation, types) };
            CheckTexts(operation, bulkId, version);
            return WithData(operation, data);
        }
        catch (ScimException error)
        {
            return operation with { Error = error };
        }
    }

    private static BulkMethod ReadMethod(BulkOperation operation) => operation.MethodText?.ToUpperInvariant() switch
    {
        "POST" => BulkMethod.Post,
        "PUT" => BulkMethod.Put,
        "PATCH" => BulkMethod.Patch,
        "DELETE" => BulkMethod.Delete,
        "GET" or "HEAD" => throw Invalid(operation, "method", $"{Methods} was expected. A bulk request does not read; send GET by itself"),
        _ => throw Invalid(operation, "method", $"{Methods} was expected"),
    };

    private static BulkPath ReadPath(BulkOperation operation, ResourceTypeSet types)
    {
        if (string.IsNullOrWhiteSpace(operation.PathText))
            throw Invalid(operation, "path", operation.Method == BulkMethod.Post ? "an endpoint such as /Users was expected" : "a resource such as /Users/2819c223 was expected");
        var path = BulkPath.Parse(operation.PathText, types, $"{operation.Place}.path");
        if (operation.Method == BulkMethod.Post && path.Id is not null)
            throw Invalid(operation, "path", $"POST creates a resource, so the endpoint alone was expected: {path.Type.Endpoint}");
        if (operation.Method != BulkMethod.Post && path.Id is null)
            throw Invalid(operation, "path", $"{operation.MethodText} needs the id of a resource: {path.Type.Endpoint}/2819c223");
        return path;
    }

    private static void CheckTexts(BulkOperation operation, JsonElement bulkId, JsonElement version)
    {
        if (operation.BulkId is null && IsGiven(bulkId))
            throw Invalid(operation, "bulkId", "a string was expected");
        if (operation.Method == BulkMethod.Post && string.IsNullOrWhiteSpace(operation.BulkId))
            throw Invalid(operation, "bulkId", "POST needs one, by which the response names what was created");
        if (operation.Version is null && IsGiven(version))
            throw Invalid(operation, "version", "a string was expected");
    }

    private static BulkOperation WithData(BulkOperation operation, JsonElement data)
    {
        if (operation.Method == BulkMethod.Delete)
            return operation with { References = operation.Path!.BulkId is { } deleted ? [deleted] : [] };
        if (operation.Method == BulkMethod.Patch ? data.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) : data.ValueKind != JsonValueKind.Object)
            throw Invalid(operation, "data", operation.Method == BulkMethod.Patch ? "a PATCH request, or its list of operations, was expected" : "an object, the resource, was expected");
        var references = BulkData.References(data);
        if (operation.Path!.BulkId is { } addressed && !references.Contains(addressed))
            references = [addressed, .. references];
        return operation with { Data = operation.Method == BulkMethod.Patch ? BulkData.PatchOf(data) : data, References = references };
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsGiven(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    private static ScimException Invalid(BulkOperation operation, string member, string problem)
        => new(400, "invalidSyntax", $"{operation.Place}.{member}: {problem}.", "RFC 7644 §3.7");
}
