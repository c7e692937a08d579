using System.Globalization;
using System.Text.Json.Nodes;
using Pirros.Admin.Cli;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Cli;

/// <summary>What scripts rely on: the fields that were there keep their names and meaning, and new ones stand beside them.</summary>
public sealed class TokenCommandTests : IAsyncDisposable
{
    private readonly TestApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Rotation_prints_what_it_always_did_and_what_the_token_is()
    {
        var connection = await _app.ConnectionAsync();
        var issued = await JsonAsync($"token rotate {connection.Connection.Id} --grace 24h");
        Assert.Equal(
            ["tokenId", "secretToken", "expiresAt", "previousTokenId", "previousValidUntil", "kind", "scopes", "addressRanges", "tokenUrl", "clientId", "clientSecret"], issued.AsObject().Select(field => field.Key));
        Assert.True(SecretToken.IsWellFormed(issued["secretToken"]!.GetValue<string>()));
        Assert.Equal(("secret", connection.TokenId.Value, 4), (issued["kind"]!.GetValue<string>(), issued["previousTokenId"]!.GetValue<string>(), issued["scopes"]!.AsArray().Count));
        Assert.All(new[] { "addressRanges", "tokenUrl", "clientId", "clientSecret" }, name => Assert.Null(issued[name]));
    }

    [Fact]
    public async Task Client_is_issued_with_its_values_limited_listed_and_changed()
    {
        var connection = await _app.ConnectionAsync();
        var id = connection.Connection.Id;
        var issued = await JsonAsync($"token rotate {id} --grace 0 --kind client --scopes users:read,users:write --from 192.0.2.0/24,2001:db8::/32");
        Assert.Null(issued["secretToken"]);
        Assert.Equal((id.Value, $"http://localhost:5080/scim/v2/connections/{id}/oauth/token"), (issued["clientId"]!.GetValue<string>(), issued["tokenUrl"]!.GetValue<string>()));
        Assert.True(ClientSecret.IsWellFormed(issued["clientSecret"]!.GetValue<string>()));
        var token = issued["tokenId"]!.GetValue<string>();
        var listed = (await JsonAsync($"token list {id}")).AsArray().Single(one => one!["tokenId"]!.GetValue<string>() == token)!;
        Assert.Equal("""{"kind":"client","scopes":["users:read","users:write"],"addressRanges":["192.0.2.0/24","2001:db8::/32"]}""", new JsonObject { ["kind"] = listed["kind"]!.DeepClone(), ["scopes"] = listed["scopes"]!.DeepClone(), ["addressRanges"] = listed["addressRanges"]!.DeepClone() }.ToJsonString());

        // What is left out stays.
        var limited = await JsonAsync($"token limit {id} {token} --from any");
        Assert.Equal((2, null), (limited["scopes"]!.AsArray().Count, limited["addressRanges"]));
        limited = await JsonAsync($"token limit {id} {token} --scopes all");
        Assert.Equal(4, limited["scopes"]!.AsArray().Count);
    }

    [Fact]
    public async Task Ranges_are_read_from_the_published_file()
    {
        var connection = await _app.ConnectionAsync();
        var file = Path.Combine(Path.GetTempPath(), $"pirros-ranges-{Guid.CreateVersion7():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, """{"values":[{"name":"AzureActiveDirectory","properties":{"addressPrefixes":["20.190.128.0/18"]}}]}""", Cancel);
            Assert.Equal("20.190.128.0/18", (await JsonAsync($"token limit {connection.Connection.Id} {connection.TokenId} --from-file {file}"))["addressRanges"]![0]!.GetValue<string>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--scopes users:admin", 2, "Scopes are users:read, users:write, groups:read, groups:write")]
    [InlineData("--from 192.0.2.5/24", 2, "Its range is 192.0.2.0/24.")]
    [InlineData("--from-file /nowhere/ranges.txt", 1, "There is no file /nowhere/ranges.txt.")]
    public async Task Mistake_is_refused_with_what_is_right(string options, int expected, string says)
    {
        var connection = await _app.ConnectionAsync();
        var (code, output) = await RunAsync($"token limit {connection.Connection.Id} {connection.TokenId} {options}");
        Assert.Equal(expected, code);
        Assert.Contains(says, output, StringComparison.Ordinal);
    }

    private async Task<JsonNode> JsonAsync(string line)
    {
        var (code, output) = await RunAsync($"{line} --json");
        Assert.True(code == 0, output);
        return JsonNode.Parse(output)!;
    }

    private async Task<(int Code, string Output)> RunAsync(string line)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await new CommandLine(_app.Services, output, errors).RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), Cancel);
        return (code, code == 0 ? output.ToString() : errors.ToString());
    }
}
