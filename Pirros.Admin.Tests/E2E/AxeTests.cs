using Microsoft.Playwright;

namespace Pirros.Admin.Tests.E2E;

/// <summary>That axe finds nothing is told only when it would find something.</summary>
public sealed class AxeTests(Browser browser)
{
    [Fact]
    public async Task What_is_wrong_is_found()
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<html lang=en><title>Page</title><main><h1>Page</h1><p style='color:#bbb;background:#fff'>Pale</p><button></button></main>");
        var all = await Axe.ViolationsAsync(page);
        Assert.Contains(all, found => found.StartsWith("button-name at button", StringComparison.Ordinal));
        Assert.Contains(all, found => found.StartsWith("color-contrast at p (", StringComparison.Ordinal));
    }
}
