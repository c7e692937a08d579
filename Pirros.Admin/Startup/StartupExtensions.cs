using Microsoft.Extensions.Options;
using Pirros.Admin.Storage;

namespace Pirros.Admin.Startup;

internal static class StartupExtensions
{
    // Longer than any address that is meant, so that one which is too long gets an answer that says so; by itself the server closes the connection without a word.
    private const int MaximumRequestLineBytes = 2 * 1024 * 1024;

    // Settings are validated and used when the program starts. To watch for changes is to watch the whole folder of the program, which costs a notice for each write to a database that lies in it.
    private const string WithoutReload = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>Settings and content are found beside the program, from whatever folder it is started.</summary>
    public static WebApplicationBuilder CreateBuilder(Launch launch)
    {
        var commandLine = launch.IsCommand;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. commandLine ? [] : launch.Arguments, WithoutReload],
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = launch.Environment,
        });
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(ServerAddress.Default);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MaximumRequestLineBytes;
            kestrel.Limits.MaxRequestBufferSize = 2 * MaximumRequestLineBytes;
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

        // Standard output belongs to a command's result.
        if (commandLine)
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DemoSeed>();
        return builder;
    }

    /// <summary>Refuses settings that can't be used, all at once.</summary>
    public static void Validate(this WebApplication app) => app.Services.GetRequiredService<IStartupValidator>().Validate();

    /// <summary>Makes and migrates the database, and seeds it where that is wanted.</summary>
    public static async Task PrepareAsync(this WebApplication app, CancellationToken cancel)
    {
        app.Validate();
        await app.Services.GetRequiredService<DatabasePreparation>().RunAsync(cancel);
        if (app.Configuration.GetValue("Demo:Seed", app.Environment.IsDevelopment()))
            await app.Services.GetRequiredService<DemoSeed>().RunAsync(cancel);
    }

    /// <summary>Prepares, starts, says in one line where to go, and serves until it is told to stop.</summary>
    public static async Task ServeAsync(this WebApplication app)
    {
        await app.PrepareAsync(CancellationToken.None);
        var preparation = app.Services.GetRequiredService<DatabasePreparation>();
        app.Lifetime.ApplicationStarted.Register(() => StartLine.Started(app.Logger, string.Join(", ", app.Urls), preparation.Place));
        await app.RunAsync();
    }
}

internal static partial class StartLine
{
    [LoggerMessage(LogLevel.Information, "Open {Addresses} (database: {Place})")]
    public static partial void Started(ILogger log, string addresses, string place);
}
