using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Pirros.Admin.Tests.E2E;

/// <summary>Looks at a page as axe does.</summary>
internal static class Axe
{
    // What is in order needs no account of where it is: to make that is most of the work.
    private static readonly AxeRunOptions s_onlyViolations = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>What it finds, a line each with the places and why.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        // The other way opens a window for each look, to put together what frames of other sites say; no page here has a frame.
#pragma warning disable CS0618
        var found = await page.Locator("html").RunAxeLegacy(s_onlyViolations);
#pragma warning restore CS0618
        return [.. found.Violations.Select(violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Select(node => $"{node.Target} ({string.Join(" ", node.Any.Select(check => check.Message))})"))}")];
    }
}
