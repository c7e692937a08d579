using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Pirros.Admin.Tests.E2E;

/// <summary>The product on a real port and a browser window on it. Fails a test whose page logs an error or asks another host for anything.</summary>
public abstract class PortalTest(Browser browser) : IAsyncLifetime
{
    /// <summary>The collection of all browser tests: a browser has one clipboard, so they run one after another.</summary>
    public const string OneClipboard = "One clipboard";

    private static readonly string[] s_notThere = ["/hand-off/"];
    private static readonly TimeSpan s_end = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly CancellationTokenSource _over = new();
    private IBrowserContext _context = null!;

    protected TestApp App { get; } = new();

    protected IPage Page { get; private set; } = null!;

    /// <summary>Where the product listens, such as <c>http://127.0.0.1:34567</c>.</summary>
    protected string Origin { get; private set; } = "";

    protected virtual BrowserNewContextOptions Options => new() { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } };

    public async ValueTask InitializeAsync()
    {
        Origin = App.Listen();
        _context = await browser.NewContextAsync(Options);
        _ = CloseWhenOverAsync();
        await _context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new BrowserContextGrantPermissionsOptions { Origin = Origin });
        Page = await _context.NewPageAsync();
        Page.SetDefaultTimeout(15_000);
        Page.Console += (_, message) =>
        {
            // What the page of another product says is its own affair.
            if (Uri.TryCreate(message.Location, UriKind.Absolute, out var from) && from.Host is not ("127.0.0.1" or "portal.test"))
                return;

            // What opens nothing is answered with 404, and what is not accepted with 403, as it should be; the browser notes it.
            if (message.Text.Contains("status of 404", StringComparison.Ordinal) && s_notThere.Any(part => message.Location.Contains(part, StringComparison.Ordinal)))
                return;
            if (message.Text.Contains("status of 403", StringComparison.Ordinal) && message.Location.Contains("/scim/v2/connections/", StringComparison.Ordinal))
                return;

            // On plain http the browser notes that it ignores a header which only counts on https.
            if (message.Type == "error" && !message.Text.StartsWith("The Cross-Origin-Opener-Policy header has been ignored", StringComparison.Ordinal))
                _problems.Enqueue($"console: {message.Text} ({message.Location})");
        };
        Page.PageError += (_, error) => _problems.Enqueue($"page: {error}");
        Page.Request += (_, request) =>
        {
            var uri = new Uri(request.Url);
            if (uri.Scheme is not ("data" or "blob") && !IsExpected(uri))
                _problems.Enqueue($"asked another host: {request.Url}");
        };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _over.CancelAsync();
        _over.Dispose();
        await _context.CloseAsync().WaitAsync(s_end);
        await App.DisposeAsync().AsTask().WaitAsync(s_end);
        Assert.Empty(_problems);
    }

    /// <summary>Playwright waits without end for what a page's script, a resize or a new theme gives back. A test that takes too long loses its window, and fails at the call that hung.</summary>
    private async Task CloseWhenOverAsync()
    {
        await Task.Delay(TimeSpan.FromMinutes(8), _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_over.IsCancellationRequested)
            return;
        _problems.Enqueue("The test took longer than eight minutes; its window was closed.");
        await _context.CloseAsync();
    }

    /// <summary>Whether a page may ask there for something: nobody but the product itself, and what the test has put beside it.</summary>
    protected virtual bool IsExpected(Uri address) => address.Host is "127.0.0.1" or "portal.test";

    /// <summary>Signs in as the demo person whose name is given, and goes to a page.</summary>
    protected async Task SignInAsync(string person, string path = "/")
    {
        await Page.GotoAsync($"{Origin}/signin?returnUrl={Uri.EscapeDataString(path)}");
        await Page.GetByRole(AriaRole.Button, new() { Name = person }).ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/signin", StringComparison.Ordinal));
    }

    /// <summary>Presses a copy button and gives what is on the clipboard afterwards.</summary>
    protected async Task<string> CopyAsync(ILocator button)
    {
        await Page.EvaluateAsync("navigator.clipboard.writeText('')");
        await button.ClickAsync();
        await Assertions.Expect(Page.Locator("[data-copy-status]", new() { HasText = "Copied" }).First).ToBeVisibleAsync();
        return await Page.EvaluateAsync<string>("navigator.clipboard.readText()");
    }

    /// <summary>Waits until the page answers to clicks: before, it is only a picture of itself. Blazor names the elements it holds only then.</summary>
    protected Task LiveAsync() => Page.Locator("xpath=//button[@*[starts-with(name(), '_bl_')]]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Waits until nothing is on its way to another colour or place: in between, axe would judge a mixture of two.</summary>
    protected Task SettledAsync() => PageLook.SettledAsync(Page);
}
