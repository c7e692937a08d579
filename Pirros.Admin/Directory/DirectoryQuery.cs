namespace Pirros.Admin.Directory;

/// <summary>What is wanted of a connection's users or groups.</summary>
/// <param name="Search">How a name, a user name, an e-mail address, an externalId begins, or a whole id; null for all.</param>
/// <param name="Sort">The order.</param>
/// <param name="Descending">Whether the order is turned round.</param>
/// <param name="Active">Only those who are active, or only those who are not; null for both.</param>
/// <param name="Place">Where the page begins; null for the first.</param>
public sealed record DirectoryQuery(string? Search = null, DirectorySort Sort = DirectorySort.Name, bool Descending = false, bool? Active = null, DirectoryPlace? Place = null)
{
    private const int LongestSearch = 200;

    /// <summary>A search as it was typed: shortened, without what can't be seen; null when nothing is left.</summary>
    public static string? Clean(string? typed)
    {
        var visible = string.Concat((typed ?? "").Where(c => !char.IsControl(c))).Trim();
        if (visible.Length > LongestSearch)
            visible = visible[..LongestSearch];

        // Half of a pair is no character, and a database refuses it.
        return visible.Length == 0 || visible.Where(char.IsSurrogate).Count() % 2 != 0 ? null : visible;
    }
}
