using System.Text.Json;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Storage.Rows;

/// <summary>Changes of attributes as they are stored: a JSON array of arrays of path, before and after. Null for none.</summary>
internal static class ChangesText
{
    public static string? Write(IReadOnlyList<AttributeChange> changes)
        => changes.Count == 0 ? null : JsonSerializer.Serialize(changes.Select(change => new[] { change.Path, change.Before, change.After }));

    public static IReadOnlyList<AttributeChange> Read(string? text)
        => text is null ? [] : JsonSerializer.Deserialize<string?[][]>(text)!.Select(change => new AttributeChange(change[0]!, change[1], change[2])).ToList();
}
