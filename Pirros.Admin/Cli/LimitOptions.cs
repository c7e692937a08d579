using System.CommandLine;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Cli;

/// <summary>The options that say what a token is limited to.</summary>
/// <param name="otherwise">What counts for one that is left out.</param>
internal sealed class LimitOptions(string otherwise)
{
    private const string All = "all";
    private const string Any = "any";

    public Option<string?> Scopes { get; } = new("--scopes") { Description = $"What it may do, such as users:read,users:write, or all; {otherwise} when left out." };

    public Option<string?> From { get; } = new("--from") { Description = $"The address ranges that it may be used from, such as 192.0.2.0/24,2001:db8::/32, or any; {otherwise} when left out." };

    public Option<FileInfo?> FromFile { get; } = new("--from-file") { Description = "The same from a file: one range a line, or the ServiceTags_Public JSON that Microsoft publishes, of which the ranges of Entra ID are taken." };

    public TokenScopes? ScopesOf(ParseResult parsed) => parsed.GetValue(Scopes) switch
    {
        null => null,
        All => TokenScopes.All,
        var named => ScopeNames.Parse(named),
    };

    /// <exception cref="RefusedException">The ranges can't be read.</exception>
    public async Task<RangeChoice?> FromOfAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(FromFile) is { } file)
        {
            if (!file.Exists)
                throw RefusedException.NotFound($"There is no file {file.FullName}.");
            return new RangeChoice(AddressRangeReader.Read(await File.ReadAllTextAsync(file.FullName, cancel)) ?? throw RefusedException.Invalid($"There is no range in {file.Name}."));
        }

        return parsed.GetValue(From) switch
        {
            null => null,
            Any => new RangeChoice(null),
            var ranges => new RangeChoice(AddressRangeReader.Read(ranges) ?? throw RefusedException.Invalid("--from: write at least one range, or any.")),
        };
    }
}
