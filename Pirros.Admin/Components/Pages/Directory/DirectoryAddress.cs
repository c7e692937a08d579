using Pirros.Admin.Directory;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>A query as the address of a list, which keeps search, order, filter and page.</summary>
/// <param name="List">The list's own address.</param>
/// <param name="Query">What it shows.</param>
public sealed record DirectoryAddress(string List, DirectoryQuery Query)
{
    private const string NewestFirst = "asc";

    /// <summary>Reads the parameters; whatever is none of them counts as not given.</summary>
    public static DirectoryAddress Of(string list, string? search, string? sort, string? order, string? state, string? at)
    {
        var by = sort switch
        {
            "user-name" => DirectorySort.UserName,
            "changed" => DirectorySort.Changed,
            _ => DirectorySort.Name,
        };
        bool? active = state switch
        {
            "active" => true,
            "inactive" => false,
            _ => null,
        };

        // Of changes one wants the newest first, of names the beginning of the alphabet.
        var descending = by == DirectorySort.Changed ? order != NewestFirst : order == "desc";
        return new DirectoryAddress(list, new DirectoryQuery(DirectoryQuery.Clean(search), by, descending, active, DirectoryPlace.Read(at)));
    }

    /// <summary>The first page in that state.</summary>
    public string WithState(bool? active) => (this with { Query = Query with { Active = active, Place = null } }).ToString();

    /// <summary>The first page in that order; the one it is in is turned round.</summary>
    public string SortedBy(DirectorySort sort)
        => (this with { Query = Query with { Sort = sort, Descending = sort == Query.Sort ? !Query.Descending : sort == DirectorySort.Changed, Place = null } }).ToString();

    /// <summary>The first page of what matches.</summary>
    public string Searching(string? text) => (this with { Query = Query with { Search = DirectoryQuery.Clean(text), Place = null } }).ToString();

    /// <summary>Another page.</summary>
    public string At(DirectoryPlace? place) => (this with { Query = Query with { Place = place } }).ToString();

    /// <summary>The address.</summary>
    public override string ToString()
    {
        var sort = Query.Sort switch
        {
            DirectorySort.UserName => "user-name",
            DirectorySort.Changed => "changed",
            _ => null,
        };
        var order = Query.Sort == DirectorySort.Changed ? (Query.Descending ? null : NewestFirst) : Query.Descending ? "desc" : null;
        (string Name, string? Value)[] parts =
            [("q", Query.Search), ("state", Query.Active switch { true => "active", false => "inactive", null => null }), ("sort", sort), ("order", order), ("at", Query.Place?.ToString())];
        var given = parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}").ToList();
        return given.Count == 0 ? List : $"{List}?{string.Join('&', given)}";
    }
}
