using Microsoft.Playwright;

namespace Pirros.Admin.Tests.E2E;

/// <summary>Looks at a page in both themes, wide and narrow: axe finds nothing, nothing sticks out sideways. With <c>PIRROS_SCREENSHOTS</c> set to a folder, a picture of each is left there.</summary>
internal static class PageLook
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PIRROS_SCREENSHOTS");

    public static async Task TakeAsync(IPage page, string name, ILocator shown)
    {
        foreach (var (theme, scheme) in new[] { ("light", ColorScheme.Light), ("dark", ColorScheme.Dark) })
        {
            foreach (var width in new[] { 1440, 390 })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                await page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
                await Assertions.Expect(shown).ToBeVisibleAsync();
                await Assertions.Expect(page.Locator($"html[data-theme={theme}]")).ToHaveCountAsync(1);
                await SettledAsync(page);
                await page.EvaluateAsync("scrollTo(0, 0)");
                if (Pictures is { Length: > 0 })
                    await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}-{theme}-{width}.png"), FullPage = !name.StartsWith("dialog-", StringComparison.Ordinal) });
                var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(sideways <= 0, $"{name}, {theme}, {width}: {sideways} px stick out sideways.");
                var violations = await Axe.ViolationsAsync(page);
                Assert.True(violations.Count == 0, $"{name}, {theme}, {width}: {string.Join("; ", violations)}");
            }
        }

        await page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>Lets the page be as it is going to be: what changes its colour does so at once, and what moves into its place is waited for. In between, axe would judge a mixture of two.</summary>
    public static async Task SettledAsync(IPage page) => await page.EvaluateAsync("""
        async () => {
          if (!window.atOnce) {
            // Whatever inherits a colour would begin to change when that from which it has it has ended, so that there is no telling when all have.
            window.atOnce = new CSSStyleSheet();
            window.atOnce.replaceSync("*, *::before, *::after { transition: none !important }");
            document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.atOnce];
          }
          const frame = () => new Promise(requestAnimationFrame);
          const settle = async () => {
            await frame();
            await frame();
            const moving = document.getAnimations().filter(a => a.playState === "running" && a.effect?.getComputedTiming().endTime !== Infinity);
            await Promise.allSettled(moving.map(a => a.finished));
            await frame();
          };
          await Promise.race([settle(), new Promise((_, fail) => setTimeout(() => fail(new Error("The page paints nothing, or something on it still moves.")), 30000))]);
        }
        """);
}
