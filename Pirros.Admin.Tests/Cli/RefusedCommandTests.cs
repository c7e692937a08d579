using System.Globalization;
using Pirros.Admin.Cli;

namespace Pirros.Admin.Tests.Cli;

/// <summary>What a command that can't be done leaves to scripts: an exit code that says whose mistake it is, nothing on standard output, and why in words. That a process does so is in <c>ProcessTests</c>.</summary>
public sealed class RefusedCommandTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData(2, "tenant", "create", "Not A Slug", "--name", "X")]
    [InlineData(2, "tenant", "create", "slug")]
    [InlineData(2, "token", "rotate", "con-0000000000000000", "--grace", "soon")]
    [InlineData(2, "connection", "create", "--tenant", "acme", "--provider", "azure")]
    [InlineData(1, "connection", "create", "--tenant", "nobody", "--provider", "okta")]
    [InlineData(2, "connection", "show", "nonsense")]
    [InlineData(2, "audit", "list", "--from", "yesterday")]
    [InlineData(1, "audit", "list", "--connection", "con-0000000000000000")]
    [InlineData(2, "tenant", "delete", "acme")]
    [InlineData(2, "tenant", "delete", "acme", "--confirm", "acm", "--reason", "R")]
    [InlineData(2, "tenant", "delete", "acme", "--confirm", "acme", "--reason", " ")]
    [InlineData(1, "tenant", "delete", "nobody", "--confirm", "nobody", "--reason", "R")]
    [InlineData(2, "tenant", "export", "acme")]
    [InlineData(1, "tenant", "export", "nobody", "--out", "/tmp/pirros-never-written")]
    [InlineData(1, "tenant", "import", "/tmp/pirros-not-there")]
    [InlineData(1, "backup", "verify", "/tmp/pirros-not-there")]
    [InlineData(1, "backup", "create", "/pirros-no-folder/backup")]
    [InlineData(2, "backup", "create")]
    public async Task Command_used_wrongly_says_so_and_prints_nothing_on_standard_output(int expected, params string[] arguments)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await new CommandLine(app.Services, output, errors).RunAsync([.. arguments, "--json"], TestContext.Current.CancellationToken);
        Assert.Equal((expected, ""), (code, output.ToString()));
        Assert.NotEqual("", errors.ToString());
        Assert.DoesNotContain("   at ", errors.ToString(), StringComparison.Ordinal);
    }
}
