using Pirros.Admin.Startup;

namespace Pirros.Admin.Cli;

internal static class CliExtensions
{
    /// <summary>Runs a command with the services of an application that is not started: no port is opened, no background work begins.</summary>
    public static async Task<int> RunCommandAsync(this WebApplication app, string[] arguments)
    {
        await using (app)
        {
            await app.PrepareAsync(CancellationToken.None);
            return await new CommandLine(app.Services, Console.Out, Console.Error).RunAsync(arguments, CancellationToken.None);
        }
    }
}
