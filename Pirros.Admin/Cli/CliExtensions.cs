using Pirros.Admin.Startup;

namespace Pirros.Admin.Cli;

internal static class CliExtensions
{
    /// <summary>Runs a command with the services of an application that is not started: no port is opened, no background work begins.</summary>
    public static async Task<int> RunCommandAsync(this WebApplication app, string[] arguments)
    {
        await using (app)
        {
            // A restore must work where there is no database yet, or a damaged one.
            if (arguments.Where(word => !word.StartsWith('-')).ToArray() is ["backup", "restore" or "verify", ..])
                app.Validate();
            else
                await app.PrepareAsync(CancellationToken.None);
            return await new CommandLine(app.Services, Console.Out, Console.Error).RunAsync(arguments, CancellationToken.None);
        }
    }
}
