using System.Globalization;
using System.Text.Json.Nodes;
using Pirros.Admin.Audit;
using Pirros.Admin.Cli;
using Pirros.Admin.Saml;
using Pirros.Admin.Tests.Saml;

namespace Pirros.Admin.Tests.Cli;

/// <summary>Single sign-on by the command line: what is known of a provider, its metadata from a file, and the way back in when it is broken.</summary>
public sealed class SsoCommandTests : IAsyncDisposable
{
    private readonly TestApp _app = new();
    private readonly SamlProvider _provider = new(from: TimeProvider.System.GetUtcNow().AddDays(-1), until: TimeProvider.System.GetUtcNow().AddYears(1));
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"pirros-metadata-{Guid.CreateVersion7():N}.xml");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        File.Delete(_file);
        _provider.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Metadata_is_loaded_shown_and_the_sign_in_switched_off_with_a_reason()
    {
        var connection = (await _app.ConnectionAsync()).Connection;
        Assert.False((await JsonAsync($"sso show {connection.Id}"))["known"]!.GetValue<bool>());
        await File.WriteAllTextAsync(_file, _provider.Metadata(), Cancel);
        var loaded = await JsonAsync($"sso load {connection.Id} --file {_file}");
        Assert.Equal((SamlProvider.Issuer, "https://sts.example.test/sso"), (loaded["issuer"]!.GetValue<string>(), loaded["signInUrl"]!.GetValue<string>()));
        Assert.Equal(Admin.Saml.Protocol.SigningCertificate.OfDer(_provider.Der).Thumbprint, Assert.Single(loaded["certificates"]!.AsArray())!["thumbprint"]!.GetValue<string>());

        await _app.Get<ISamlStore>().ChangeAsync(connection.Id, now => now! with { AdminGroup = "3f0e" }, null, Cancel);
        Assert.Equal("3f0e", (await JsonAsync($"sso show {connection.Id}"))["adminGroup"]!.GetValue<string>());
        Assert.Contains("Sign-in to the portal: members of the group 3f0e", (await RunAsync("sso", "show", connection.Id.Value)).Output, StringComparison.Ordinal);
        Assert.Null((await JsonAsync($"sso off {connection.Id} --reason broken"))["adminGroup"]);
        Assert.Contains("Sign-in to the portal: off", (await RunAsync("sso", "show", connection.Id.Value)).Output, StringComparison.Ordinal);
        Assert.Null((await _app.Get<ISamlStore>().FindAsync(connection.Id, Cancel))!.AdminGroup);

        var entries = (await JsonAsync("audit list --kind saml")).AsArray().Select(entry => (entry!["action"]!.GetValue<string>(), entry["reason"]?.GetValue<string>()));
        Assert.Equal([("saml.signin.off", "broken"), ("saml.metadata", null)], entries);
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_with_why_and_changes_nothing()
    {
        var connection = (await _app.ConnectionAsync()).Connection;
        var (code, output) = await RunAsync("sso", "off", connection.Id.Value);
        Assert.Equal((1, SamlTexts.NothingSet), (code, output.Trim()));
        using var weak = new SamlProvider(bits: 1024);
        foreach (var (text, why) in new[] { ("<html/>", "not the metadata of an identity provider"), ("MIIC", "not the metadata of an identity provider"), (weak.Metadata(), "2,048 bits"), (new string(' ', 2_000_000), "too large"), ("<!DOCTYPE a><a/>", "document type") })
        {
            await File.WriteAllTextAsync(_file, text, Cancel);
            (code, output) = await RunAsync("sso", "load", connection.Id.Value, "--file", _file);
            Assert.Equal(1, code);
            Assert.Contains(why, output, StringComparison.Ordinal);
        }

        (code, output) = await RunAsync("sso", "load", connection.Id.Value, "--file", "/does/not/exist");
        Assert.Equal((1, true), (code, output.Contains("A file could not be used", StringComparison.Ordinal)));
        Assert.Equal(2, (await RunAsync("sso", "load", connection.Id.Value)).Code);
        Assert.Null(await _app.Get<ISamlStore>().FindAsync(connection.Id, Cancel));
    }

    [Fact]
    public async Task Support_says_why_it_switches_the_sign_in_off()
    {
        var connection = (await _app.ConnectionAsync()).Connection;
        await File.WriteAllTextAsync(_file, _provider.Metadata(), Cancel);
        await JsonAsync($"sso load {connection.Id} --file {_file}");
        var support = new Actor(ActorKind.Support, "auth0|samira", "Samira Okafor");
        await Assert.ThrowsAsync<RefusedException>(() => _app.Get<SamlService>().SwitchSignInOffAsync(support, connection.Id, " ", Cancel));
        Assert.Null((await _app.Get<SamlService>().SwitchSignInOffAsync(support, connection.Id, "Case 7", Cancel)).AdminGroup);
    }

    private async Task<JsonNode> JsonAsync(string line)
    {
        var (code, output) = await RunAsync([.. line.Split(' '), "--json"]);
        Assert.True(code == 0, $"{line} ended with {code}: {output}");
        return JsonNode.Parse(output)!;
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await new CommandLine(_app.Services, output, errors).RunAsync(arguments, Cancel);
        return (code, code == 0 ? output.ToString() : errors.ToString());
    }
}
