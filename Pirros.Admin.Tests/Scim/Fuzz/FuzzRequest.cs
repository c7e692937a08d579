namespace Pirros.Admin.Tests.Scim.Fuzz;

/// <summary>A request as the server has it once the connection was read.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the connection's base URL, decoded.</param>
/// <param name="Query">The query as it came, with its question mark, or empty.</param>
/// <param name="Body">The body; null when there is none.</param>
/// <param name="Headers">What stands in the head.</param>
internal sealed record FuzzRequest(string Method, string Path, string Query, byte[]? Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    private const int Longest = 2_000;

    public override string ToString()
    {
        var body = Body is null ? "" : System.Text.Encoding.Latin1.GetString(Body);
        return $"{Method} /{Path}{Shortened(Query)}\n{string.Join('\n', Headers.Select(h => $"{h.Name}: {Shortened(h.Value)}"))}\n\n{Shortened(body)}";
    }

    private static string Shortened(string text) => text.Length > Longest ? $"{text[..Longest]}… ({text.Length} characters)" : text;
}
