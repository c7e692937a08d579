using System.Text;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>
/// The places in a text where a bulkId stands for an id (RFC 7644 §3.7.2): the whole text (<c>bulkId:qwerty</c>), a segment of a URI
/// (<c>../Users/bulkId:qwerty</c>), or a value in the filter of a PATCH path (<c>members[value eq "bulkId:qwerty"]</c>).
/// </summary>
internal static class BulkReference
{
    public const string Prefix = "bulkId:";

    /// <summary>Puts the ids in the place of the bulkIds; a bulkId for which <paramref name="find"/> has none is left as it is.</summary>
    /// <param name="text">A string of the data.</param>
    /// <param name="name">Name of the member whose value it is; null in a list.</param>
    /// <param name="find">The resource that a bulkId stands for.</param>
    public static string Replace(string text, string? name, Func<string, BulkTarget?> find)
    {
        if (text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            if (find(text[Prefix.Length..]) is not { } target)
                return text;
            return IsReference(name) ? $"..{target.Type.Endpoint}/{target.Id}" : target.Id;
        }

        if (name is not null && name.Equals("path", StringComparison.OrdinalIgnoreCase))
            return ReplaceBetween(text, '"', "\"", find);
        return text.AsSpan().IndexOfAny(' ', '\t', '\n') < 0 ? ReplaceBetween(text, '/', "/?#", find) : text;
    }

    private static string ReplaceBetween(string text, char before, ReadOnlySpan<char> ends, Func<string, BulkTarget?> find)
    {
        StringBuilder? replaced = null;
        var (from, copied) = (0, 0);
        while (text.IndexOf(Prefix, from, StringComparison.Ordinal) is >= 0 and var at)
        {
            var start = at + Prefix.Length;
            var length = text.AsSpan(start).IndexOfAny(ends);
            from = length < 0 ? text.Length : start + length;
            if (at == 0 || text[at - 1] != before || find(text[start..from]) is not { } target)
                continue;
            (replaced ??= new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(target.Id);
            copied = from;
        }

        return replaced is null ? text : replaced.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool IsReference(string? name) => name is not null && name.Equals("$ref", StringComparison.OrdinalIgnoreCase);
}
