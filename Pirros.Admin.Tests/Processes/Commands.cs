using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pirros.Admin.Cli;
using Pirros.Admin.Startup;

namespace Pirros.Admin.Tests.Processes;

/// <summary>
/// Commands run in this process, on a database that a server may have open. Most of what a command's own process takes is to make the program ready, so one is started only where the
/// test is of the process: its exit code, its two outputs, a restore, a second process beside the server.
/// </summary>
internal sealed class Commands : IAsyncDisposable
{
    private readonly (string Key, string Value)[] _settings;
    private WebApplication? _app;

    /// <summary>On the database that the settings of a process name.</summary>
    public Commands(params (string Key, string Value)[] settings) => _settings = settings;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>On a file.</summary>
    public static Commands On(string database) => new(ProductProcess.DatabaseFile(database));

    /// <summary>Runs one command on a file, which must succeed, and reads its JSON.</summary>
    public static async Task<JsonNode> JsonOnAsync(string database, params string[] arguments)
    {
        await using var commands = On(database);
        return await commands.JsonAsync(arguments);
    }

    /// <summary>A new tenant with a connection and its token, on a file.</summary>
    public static async Task<JsonNode> ConnectionOnAsync(string database, string tenant = "acme")
    {
        await using var commands = On(database);
        return await commands.ConnectionAsync(tenant);
    }

    public async Task<JsonNode> ConnectionAsync(string tenant)
    {
        await JsonAsync("tenant", "create", tenant, "--name", tenant);
        return await JsonAsync("connection", "create", "--tenant", tenant, "--provider", "entra");
    }

    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync([.. arguments, "--json"]);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}: {errors}");
        return JsonNode.Parse(output)!;
    }

    public async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        _app ??= await PrepareAsync();
        var code = await new CommandLine(_app.Services, output, errors).RunAsync(arguments, Cancel);
        return (code, output.ToString(), errors.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    /// <summary>The application that a command has: it is not started.</summary>
    private async Task<WebApplication> PrepareAsync()
    {
        var builder = StartupExtensions.CreateBuilder(new Launch([], IsCommand: true, Environments.Development));
        builder.Configuration.AddInMemoryCollection([new("Demo:Seed", "false"), .. _settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))]);
        builder.Logging.ClearProviders();
        var app = builder.AddProduct(serves: false).Build();
        await app.PrepareAsync(Cancel);
        return app;
    }
}
