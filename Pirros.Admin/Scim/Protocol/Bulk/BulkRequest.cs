using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>A bulk request (RFC 7644 §3.7). The names of its members are read in any case.</summary>
/// <param name="FailOnErrors">After so many errors the rest is left undone; null for never.</param>
/// <param name="Operations">What to do, in the order sent.</param>
internal sealed record BulkRequest(int? FailOnErrors, IReadOnlyList<BulkOperation> Operations)
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

    /// <param name="body">The body, an object.</param>
    /// <param name="types">The resource types that there are.</param>
    /// <param name="maximumOperations">The most operations that one request may have.</param>
    /// <exception cref="ScimException">
    /// 413 when there are too many operations; 400 when the message has not the form of a bulk request, or names two operations alike. What is wrong with one
    /// operation alone stands in its <see cref="BulkOperation.Error"/>.
    /// </exception>
    public static BulkRequest Read(JsonElement body, ResourceTypeSet types, int maximumOperations)
    {
        MessageSchemas.Check(body, Schema);
        JsonElement list = default, failOnErrors = default;
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name.Equals("Operations", StringComparison.OrdinalIgnoreCase))
                list = member.Value;
            else if (member.Name.Equals("failOnErrors", StringComparison.OrdinalIgnoreCase))
                failOnErrors = member.Value;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw Invalid("Operations: a list of at least one operation was expected.");
        if (list.GetArrayLength() > maximumOperations)
        {
            throw new ScimException(413, null, string.Create(
                CultureInfo.InvariantCulture, $"Operations: {list.GetArrayLength()} operations exceed maxOperations ({maximumOperations}). Send them in several requests."), "RFC 7644 §3.7.4");
        }

        return new BulkRequest(ReadLimit(failOnErrors), ReadOperations(list, types));
    }

    private static List<BulkOperation> ReadOperations(JsonElement list, ResourceTypeSet types)
    {
        var operations = new List<BulkOperation>(list.GetArrayLength());
        var named = new Dictionary<string, BulkOperation>(StringComparer.Ordinal);
        foreach (var json in list.EnumerateArray())
        {
            if (json.ValueKind != JsonValueKind.Object)
                throw Invalid(string.Create(CultureInfo.InvariantCulture, $"Operations[{operations.Count}]: an object was expected."));
            var operation = BulkOperationReader.Read(json, types, operations.Count);
            if (operation.BulkId is { } bulkId && !named.TryAdd(bulkId, operation))
                throw new ScimException(400, "invalidValue", $"{operation.Place}.bulkId: {named[bulkId].Place} has the same. Within a request each bulkId is given once.", "RFC 7644 §3.7");
            operations.Add(operation);
        }

        return operations;
    }

    // A limit of 0 could mean "none" or "not one", so it is not guessed at.
    private static int? ReadLimit(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.Number when value.TryGetInt32(out var number) && number > 0 => number,
        _ => throw new ScimException(400, "invalidValue", "failOnErrors: a whole number from 1 was expected. Leave it out to carry on after any number of errors.", "RFC 7644 §3.7"),
    };

    private static ScimException Invalid(string detail) => new(400, "invalidSyntax", detail, "RFC 7644 §3.7");
}
