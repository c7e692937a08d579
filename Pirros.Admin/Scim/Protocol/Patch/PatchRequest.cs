using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>
/// Reads the body of a PATCH (RFC 7644 §3.5.2). The names of its members are read in any case, and <c>schemas</c> may be missing;
/// <c>Operations</c> may not.
/// </summary>
internal static class PatchRequest
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /// <exception cref="ScimException">400 invalidSyntax when the message has not the form of a PATCH, invalidPath when a path can't be read.</exception>
    public static IReadOnlyList<PatchOperation> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw ScimException.InvalidSyntax("The body must be a JSON object.");
        MessageSchemas.Check(body, Schema);
        var list = Member(body, "Operations");
        if (list is not { ValueKind: JsonValueKind.Array } operations || operations.GetArrayLength() == 0)
            throw ScimException.InvalidSyntax("Operations: a list of at least one operation was expected.");
        var result = new List<PatchOperation>(operations.GetArrayLength());
        foreach (var operation in operations.EnumerateArray())
            result.Add(ReadOperation(operation, result.Count));
        return result;
    }

    private static PatchOperation ReadOperation(JsonElement json, int index)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Invalid(index, "an object was expected");
        JsonElement? opValue = null, pathValue = null, value = null;
        foreach (var member in json.EnumerateObject())
        {
            if (Is(member, "op"u8, "op"))
                opValue = member.Value;
            else if (Is(member, "path"u8, "path"))
                pathValue = member.Value;
            else if (Is(member, "value"u8, "value"))
                value = member.Value;
        }

        var op = ReadOp(opValue, index);
        var path = ReadPath(pathValue, index);
        if (op == PatchOp.Remove && path is null)
            throw ScimException.NoTarget($"Operations[{Number(index)}]: remove needs a path.");
        if (op != PatchOp.Remove && value is null)
            throw Invalid(index, "a value was expected");
        return new PatchOperation(op, path, value);
    }

    private static PatchOp ReadOp(JsonElement? value, int index)
    {
        var word = value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if ("replace".Equals(word, StringComparison.OrdinalIgnoreCase))
            return PatchOp.Replace;
        if ("add".Equals(word, StringComparison.OrdinalIgnoreCase))
            return PatchOp.Add;
        if ("remove".Equals(word, StringComparison.OrdinalIgnoreCase))
            return PatchOp.Remove;
        throw Invalid(index, "op must be add, replace or remove");
    }

    private static PatchPath? ReadPath(JsonElement? value, int index)
    {
        if (value is not { ValueKind: not JsonValueKind.Null } path)
            return null;
        if (path.ValueKind != JsonValueKind.String)
            throw ScimException.InvalidPath($"Operations[{Number(index)}].path: a string was expected.");
        var text = path.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            return PatchPath.Parse(text);
        }
        catch (ScimException error)
        {
            throw new ScimException(error.Status, error.ScimType, $"Operations[{Number(index)}].path: {error.Detail}", error.RfcSection);
        }
    }

    // The exact spelling is compared in UTF-8; only another one needs a string.
    private static bool Is(JsonProperty member, ReadOnlySpan<byte> utf8, string name) =>
        member.NameEquals(utf8) || member.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Member(JsonElement json, string name)
    {
        if (json.TryGetProperty(name, out var exact))
            return exact;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }

    private static ScimException Invalid(int index, string problem) => ScimException.InvalidSyntax($"Operations[{Number(index)}]: {problem}.");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
