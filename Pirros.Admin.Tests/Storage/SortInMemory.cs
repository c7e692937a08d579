using System.Text;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Tests.Storage;

/// <summary>The order of RFC 7644 §3.4.2.3 by a plain sort: folded text by code point, absent values last, same values by id, all of it turned round when descending.</summary>
internal static class SortInMemory
{
    public static List<StoredResource> Of(IReadOnlyList<StoredResource> all, string sortBy, bool descending)
    {
        var sorted = all.OrderBy(one => one, Comparer<StoredResource>.Create((a, b) => Compare(a, b, sortBy))).ToList();
        if (descending)
            sorted.Reverse();
        return sorted;
    }

    private static int Compare(StoredResource a, StoredResource b, string sortBy)
    {
        var (left, right) = (Key(a, sortBy), Key(b, sortBy));
        var order = (left, right) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string x, string y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)),
            _ => Comparer<object>.Default.Compare(left, right),
        };
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }

    private static object? Key(StoredResource stored, string sortBy)
    {
        var target = AttributeLookup.Find(stored.Type, sortBy);
        if (target.Attribute is not { } attribute)
            return null;
        var resource = stored.Read().WithLocation($"https://example.com{stored.Type.Endpoint}/{stored.Id}");
        var value = (target.Extension is { } extension ? resource.Root.Get(extension) as ScimComplex : resource.Root)?.Get(attribute);
        if (value is ScimMultiValue many)
            value = many.Items.ToArray().FirstOrDefault(item => item is ScimComplex complex && Primary.IsSet(complex)) ?? many.Items[0];
        var leaf = target.SubAttribute ?? (attribute.IsComplex ? attribute.Shape.Value : null);
        if (leaf is not null)
            value = (value as ScimComplex)?.Get(leaf);
        leaf ??= attribute;
        return value switch
        {
            ScimString text => leaf.Fold(text.Value),
            ScimBoolean flag => flag.Value,
            ScimInteger integer => integer.Value,
            ScimDecimal number => number.Value,
            ScimDateTime time => time.Value,
            _ => null,
        };
    }
}
