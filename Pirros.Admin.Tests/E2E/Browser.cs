using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Pirros.Admin.Tests.E2E.Browser))]

namespace Pirros.Admin.Tests.E2E;

/// <summary>One Chromium for all browser tests, started by the first.</summary>
public sealed class Browser : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>A new window with its own cookies.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null) => await (await _started.Value).Browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;
        var (playwright, browser) = await _started.Value;
        await browser.CloseAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        // Other tests run beside; whoever waits for what comes is not to give up because the machine is busy.
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } set ? set : "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--host-resolver-rules=MAP portal.test 127.0.0.1",
            ],
        });
        return (playwright, browser);
    }
}
