namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>Something that was sent and is not known here: left out of the resource, and counted so that the portal can tell.</summary>
/// <param name="Path">The attribute's path or the schema's URN, without any value and at most <see cref="MaxPathLength"/> characters.</param>
internal readonly record struct IgnoredAttribute(string Path)
{
    public const int MaxPathLength = 256;

    public string Path { get; } = Path.Length <= MaxPathLength ? Path : Path[..MaxPathLength];

    public override string ToString() => Path;
}
