namespace Pirros.Admin.Storage;

/// <summary>An attribute that has a column of its own, folded where the attribute is not caseExact.</summary>
/// <param name="Name">The column of row <c>r</c>.</param>
/// <param name="Nullable">Whether a resource may lack it.</param>
/// <param name="IsTicks">Whether it is a moment, kept as ticks.</param>
/// <param name="TrueOrAbsent">Whether it is true of a resource that lacks the attribute too, so that only the document knows one from the other.</param>
internal sealed record FilterColumn(string Name, bool Nullable = false, bool IsTicks = false, bool TrueOrAbsent = false)
{
    private static readonly Dictionary<string, FilterColumn> All = new()
    {
        ["id"] = new("r.id"),
        ["userName"] = new("r.name_key"),
        ["externalId"] = new("r.external_id", Nullable: true),
        ["displayName"] = new("r.display_key", Nullable: true),
        ["active"] = new("r.active", TrueOrAbsent: true),
        ["meta.created"] = new("r.created_at", IsTicks: true),
        ["meta.lastModified"] = new("r.modified_at", IsTicks: true),
        ["meta.resourceType"] = new("r.type"),
        ["meta.version"] = new("('W/\"' || r.version || '\"')"),
    };

    /// <summary>The column of an attribute by its canonical name; null when it is in the document alone.</summary>
    public static FilterColumn? Find(string attribute) => All.GetValueOrDefault(attribute);
}
