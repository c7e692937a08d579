namespace Pirros.Admin.Scim.Server;

/// <summary>A client's own text inside a message: shortened, so that a huge value does not come back whole.</summary>
internal static class Shown
{
    public static string? Of(string? text, int maximum = 100)
        => text is null || text.Length <= maximum ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[maximum - 2]) ? maximum - 2 : maximum - 1), "…");
}
