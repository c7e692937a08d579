using System.CommandLine;
using System.Data.Common;

namespace Pirros.Admin.Cli;

/// <summary>The command line: the same services as the portal, for operators and scripts. Exit codes: 0 done, 1 refused or failed, 2 used wrongly.</summary>
internal sealed class CommandLine(IServiceProvider services, TextWriter output, TextWriter errors)
{
    private const int Failed = 1;
    private const int UsedWrongly = 2;

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var json = new Option<bool>("--json") { Description = "Print exactly one JSON document on standard output.", Recursive = true };
        var root = new RootCommand("Pirros.Admin: run without a command to start the portal and the SCIM endpoint.")
        {
            json,
        };
        var run = new CommandRun(services, output, json);
        root.Add(TenantCommands.Build(run));
        root.Add(ConnectionCommands.Build(run));
        root.Add(TokenCommands.Build(run));
        root.Add(SchemaCommands.Build(run));
        root.Add(SsoCommands.Build(run));
        root.Add(BrakeCommands.Build(run));
        root.Add(DeactivationCommands.Build(run));
        root.Add(AuditCommands.Build(run));
        root.Add(BackupCommands.Build(run));
        root.Add(SubscriberCommands.Build(run));

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await errors.WriteLineAsync(error.Message);
            await errors.WriteLineAsync("Add --help to see what there is.");
            return UsedWrongly;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false }, cancel);
        }
        catch (RefusedException refused)
        {
            await errors.WriteLineAsync(refused.Message);
            return refused.Reason == Refusal.Invalid ? UsedWrongly : Failed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"A file could not be used: {error.Message}");
            return Failed;
        }
        catch (DbException error)
        {
            await errors.WriteLineAsync($"The database could not be used, and nothing was changed: {error.Message}");
            return Failed;
        }
    }
}
