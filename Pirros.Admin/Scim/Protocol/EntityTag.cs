using System.Globalization;

namespace Pirros.Admin.Scim.Protocol;

/// <summary>Versions of resources as weak entity tags (RFC 7644 §3.14, RFC 9110 §8.8.3).</summary>
internal static class EntityTag
{
    /// <summary>The tag of a version, such as <c>W/"3"</c>.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");

    /// <summary>Whether a header such as <c>If-Match</c> names this version: a list of tags, or <c>*</c>. Compared weakly, since all tags here are weak.</summary>
    public static bool Names(string header, long version)
    {
        var own = Of(version)[2..];
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "*" || part == own || (part.StartsWith("W/", StringComparison.Ordinal) && part.AsSpan(2).SequenceEqual(own)))
                return true;
        }

        return false;
    }
}
