using System.Globalization;
using System.Text.RegularExpressions;
using Pirros.Admin.Audit;
using Pirros.Admin.Cli;
using Pirros.Admin.Tests.Saml;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Isolation;

/// <summary>
/// Every command. They take no credential: whoever may run the program with its configuration is the operator, and nothing of the portal or the endpoint leads to
/// them. What each writes is audited as the operator's.
/// </summary>
public sealed partial class CommandTests(Firms firms) : IClassFixture<Firms>, IDisposable
{
    // A command, what it is called with, and how many entries of the audit it writes: none when it only looks, null when it refuses.
    private static readonly (string Command, string Arguments, int? Audited)[] Rows =
    [
        ("audit list", "", 0),
        ("audit verify", "", 0),
        ("backup create", "{folder}/backup.db", 1),
        ("backup verify", "{folder}/backup.db", 0),
        ("backup restore", "{folder}/backup.db", null),
        ("brake show", "{id}", 0),
        ("brake set", "{id} --mode hold --percent 20", 1),
        ("brake release", "{id}", null),
        ("brake reject", "{id}", null),
        ("brake undo", "{id} nobody", null),
        ("brake end-release", "{id}", null),
        ("brake seen", "{id}", null),
        ("connection create", "--tenant harbor-lane --provider okta", 2),
        ("connection disable", "{id}", 1),
        ("connection enable", "{id}", 1),
        ("connection list", "", 0),
        ("connection show", "{id}", 0),
        ("deactivation list", "{id}", 1),
        ("schema declare", "{id} --urn urn:ietf:params:scim:schemas:extension:acme:2.0:User --attribute badge", 1),
        ("schema list", "{id}", 0),
        ("schema remove", "{id} urn:ietf:params:scim:schemas:extension:acme:2.0:User", 1),
        ("sso load", "{id} --file {metadata}", 1),
        ("sso show", "{id}", 0),
        ("sso off", "{id} --reason broken", 1),
        ("subscriber create", "--tenant harbor-lane --name Product --url https://product.example/hook", 1),
        ("subscriber list", "--tenant harbor-lane", 0),
        ("subscriber show", "{subscriber} --tenant harbor-lane", 0),
        ("subscriber rename", "{subscriber} --tenant harbor-lane --name Other", 1),
        ("subscriber webhook", "{subscriber} --tenant harbor-lane --url https://product.example/hook2", 1),
        ("subscriber rotate", "{subscriber} secret --tenant harbor-lane", 1),
        ("subscriber pause", "{subscriber} --tenant harbor-lane", 1),
        ("subscriber test", "{subscriber} --tenant harbor-lane", 1),
        ("subscriber replay", "{subscriber} --tenant harbor-lane --since 2026-01-01T00:00:00Z", 1),
        ("subscriber resume", "{subscriber} --tenant harbor-lane", 1),
        ("subscriber remove", "{subscriber} --tenant harbor-lane", 1),
        ("tenant create", "new-firm --name NewFirm", 1),
        ("tenant export", "new-firm --out {folder}/new-firm.jsonl.gz", 1),
        ("tenant delete", "new-firm --confirm new-firm --reason over", 2),
        ("tenant import", "{folder}/new-firm.jsonl.gz", 2), // and the entry of its making, which it brings along
        ("tenant list", "", 0),
        ("token limit", "{id} {first} --scopes users:read", 1),
        ("token list", "{id}", 0),
        ("token rotate", "{id} --grace 0", 1),
        ("token revoke", "{id} {token}", 1),
    ];

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("pirros-commands-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_command_has_a_row_and_every_row_a_command()
        => Assert.Equal((await CommandsAsync("")).Order(StringComparer.Ordinal), Rows.Select(row => row.Command).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Command_that_writes_is_audited_as_the_operators()
    {
        var (token, subscriber) = ("", "");
        var metadata = Path.Combine(_folder, "metadata.xml");
        using var provider = new SamlProvider();
        await File.WriteAllTextAsync(metadata, provider.Metadata(), Cancel);
        foreach (var (command, arguments, audited) in Rows)
        {
            var before = await EntriesAsync();
            var filled = arguments.Replace("{id}", firms.OtherConnection, StringComparison.Ordinal).Replace("{first}", SecretToken.IdOf(firms.OtherSecret).Value, StringComparison.Ordinal).Replace("{token}", token, StringComparison.Ordinal).Replace("{folder}", _folder, StringComparison.Ordinal).Replace("{metadata}", metadata, StringComparison.Ordinal).Replace("{subscriber}", subscriber, StringComparison.Ordinal);
            var (code, output) = await RunAsync($"{command} {filled} --json");
            Assert.True(code == (audited is null ? 1 : 0), $"{command} ended with {code}: {output}");
            var added = (await EntriesAsync()).Where(entry => before.All(known => known.Id != entry.Id)).ToList();
            Assert.True(added.Count == (audited ?? 0), $"{command} wrote {added.Count} entries of the audit: {string.Join(", ", added.Select(entry => entry.Action))}");
            Assert.All(added, entry => Assert.StartsWith("operator|", entry.Actor.Id, StringComparison.Ordinal));
            if (command == "subscriber create")
                subscriber = System.Text.Json.Nodes.JsonNode.Parse(output)!["subscriberId"]!.GetValue<string>();
            if (command == "token rotate")
                token = System.Text.Json.Nodes.JsonNode.Parse(output)!["tokenId"]!.GetValue<string>();
        }
    }

    private async Task<List<AuditEntry>> EntriesAsync() => [.. (await firms.App.Get<IAuditStore>().ListAsync(new AuditFilter(), new AuditTurn(), 500, Cancel)).Select(record => record.Entry)];

    /// <summary>The commands below one, as its help lists them.</summary>
    private async Task<List<string>> CommandsAsync(string above)
    {
        var (_, help) = await RunAsync($"{above} --help".Trim());
        var below = Listed().Match(help).Groups["name"].Captures.Select(name => $"{above} {name.Value}".Trim()).ToList();
        if (below.Count == 0)
            return [above];
        List<string> all = [];
        foreach (var command in below)
            all.AddRange(await CommandsAsync(command));
        return all;
    }

    private async Task<(int Code, string Output)> RunAsync(string line)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await new CommandLine(firms.App.Services, output, errors).RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), Cancel);
        return (code, code == 0 ? output.ToString() : errors.ToString());
    }

    // The names stand two spaces in, below the heading, to the end of the help.
    [GeneratedRegex(@"Commands:\r?\n(?:  (?<name>[a-z-]+).*\r?\n|   .*\r?\n)+")]
    private static partial Regex Listed();
}
