namespace Pirros.Admin.Diagnosis;

/// <summary>What is wrong with the path of a request, as a person would have to mend it.</summary>
public enum PathFault
{
    /// <summary>Nothing: the endpoint has such a path.</summary>
    None,

    /// <summary>The path of the endpoint stands in it a second time.</summary>
    Doubled,

    /// <summary>The base URL already ends in a resource type, such as <c>/Users</c>.</summary>
    EndsInType,

    /// <summary>Something else that the endpoint does not have.</summary>
    Other,
}

/// <summary>Tells from a path below a connection's base URL what is wrong with it.</summary>
public static class ScimPath
{
    private static readonly string[] Types = ["Users", "Groups"];
    private static readonly string[] Roots = [.. Types, "Bulk", "Schemas", "ResourceTypes", "ServiceProviderConfig", "Me", ".search"];

    /// <summary>What is wrong with a path, which may hold a query.</summary>
    public static PathFault FaultOf(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var segments = (query < 0 ? path : path[..query]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0)
            return PathFault.None;
        if (segments.Length > 1 && Is(segments[0], "scim"))
            return PathFault.Doubled;
        if (!Roots.Any(root => Is(segments[0], root)))
            return PathFault.Other;
        if (segments.Length == 1)
            return PathFault.None;
        var ofType = Types.Any(type => Is(segments[0], type));
        if (ofType && Roots.Any(root => Is(segments[1], root) && root != ".search"))
            return PathFault.EndsInType;
        return segments.Length > 2 ? PathFault.Other : PathFault.None;
    }

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);
}
