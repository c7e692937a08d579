using System.Text.Json;
using Pirros.Admin.Activity;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tests.Activity;

public sealed class ActivityExportTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(1)", "\"'@SUM(1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData(" =1", "\"' =1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("Ana, \"the\" Lima\nof Porto", "\"Ana, \"\"the\"\" Lima\nof Porto\"")]
    [InlineData("a=b", "\"a=b\"")]
    public void Cell_is_never_a_formula_and_never_ends_early(string subject, string cell)
        => Assert.Contains($",{cell},", ActivityCsv.Line(Given.Request(subject: subject), IdentityProvider.Other), StringComparison.Ordinal);

    [Fact]
    public void Line_has_a_cell_for_each_column()
    {
        var line = ActivityCsv.Line(Given.Request() with { Details = Given.Changed("title") }, IdentityProvider.EntraId);
        Assert.Equal(ActivityCsv.Head.Split(',').Length, line.Split("\",\"").Length);
        Assert.StartsWith("\"2026-11-23T09:30:00.250Z\",\"Microsoft Entra ID, without the flag aadOptscim062020\",\"Microsoft Entra ID updated Ana Lima: title\",", line, StringComparison.Ordinal);
        Assert.EndsWith(",\"title: (nothing) -> x\"\r\n", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_line_holds_all_that_is_kept_in_one_line()
    {
        var line = ActivityJson.Line(Given.Request() with { Details = Given.Changed("title") with { Request = "{\n\"title\":\"x\"}" } }, IdentityProvider.EntraId);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        using var json = JsonDocument.Parse(line);
        Assert.Equal("title", json.RootElement.GetProperty("changes")[0].GetProperty("path").GetString());
        Assert.Equal(("2026-11-23T09:30:00.25Z", 12.5), (json.RootElement.GetProperty("time").GetString(), json.RootElement.GetProperty("durationMs").GetDouble()));
    }
}
