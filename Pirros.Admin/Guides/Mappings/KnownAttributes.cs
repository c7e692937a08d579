using Pirros.Admin.DeclaredSchemas;

namespace Pirros.Admin.Guides.Mappings;

/// <summary>The attributes of a user that the endpoint keeps: the standard's, as they stand at the top of a user or below an extension's URN.</summary>
/// <param name="names">The names at the top, such as <c>title</c>, and those below an extension, such as <c>urn:…:enterprise:2.0:User:department</c>.</param>
public sealed class KnownAttributes(IEnumerable<string> names)
{
    private const string Schemas = "schemas";
    private readonly HashSet<string> _names = names.Append(Schemas).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of an attribute that is not kept, out of a path that was sent; null when it is.</summary>
    /// <param name="path">The path, as in <see cref="SentPaths"/>.</param>
    /// <param name="declared">What the connection declares itself.</param>
    internal string? Unknown(string path, IReadOnlyList<DeclaredSchema> declared)
    {
        var name = Name(path, declared);
        return name is null || _names.Contains(name) ? null : name;
    }

    private static string? Name(string path, IReadOnlyList<DeclaredSchema> declared)
    {
        if (!path.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            return Head(path);
        foreach (var schema in declared)
        {
            if (path.Length > schema.Id.Length + 1 && schema.IsNamed(path[..schema.Id.Length]) && schema.Find(Head(path[(schema.Id.Length + 1)..])) is not null)
                return null;
        }

        // A URN holds dots of its own; the attribute's name stands behind its last colon.
        var last = path.LastIndexOf(':');
        return path[..(last + 1)] + Head(path[(last + 1)..]);
    }

    private static string Head(string path) => path.IndexOfAny(['.', '[']) is > 0 and var end ? path[..end] : path;
}
