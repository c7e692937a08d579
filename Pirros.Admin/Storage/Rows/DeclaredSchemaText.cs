using System.Text.Json;
using Pirros.Admin.DeclaredSchemas;

namespace Pirros.Admin.Storage.Rows;

/// <summary>What a connection declares as the text of one column: it is read with the token, once for many requests.</summary>
internal static class DeclaredSchemaText
{
    /// <summary>Null when nothing is declared.</summary>
    public static string? Write(IReadOnlyList<DeclaredSchema> schemas) => schemas.Count == 0 ? null : JsonSerializer.Serialize(schemas, DeclaredSchemaJson.Format);

    public static IReadOnlyList<DeclaredSchema> Read(string? text) => text is null ? [] : JsonSerializer.Deserialize<List<DeclaredSchema>>(text, DeclaredSchemaJson.Format)!;
}
