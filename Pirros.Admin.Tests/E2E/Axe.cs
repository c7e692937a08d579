using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Pirros.Admin.Tests.E2E;

/// <summary>Looks at a page as axe does. It is brought to a page once, however often it looks: to read its program takes longer than to run it.</summary>
internal static class Axe
{
    private static readonly string s_program = new BundledAxeScriptProvider().GetScript();

    /// <summary>What it finds, a line each with the places and why.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(s_program);

        // What is in order needs no account of where it is.
        return await page.EvaluateAsync<string[]>("""
            async () => {
              const found = await axe.run(document, { resultTypes: ["violations"] });
              return found.violations.map(rule => `${rule.id} at ${rule.nodes.map(node => `${node.target} (${node.any.map(check => check.message).join(" ")})`).join(", ")}`);
            }
            """);
    }
}
