using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>
/// The limits that the product is measured against, on Kestrel without routing, logging or anything else: a constant user, or a raw directory, each after the same
/// check of the bearer token.
/// </summary>
internal static class LimitProgram
{
    /// <summary>The token that the programs let in.</summary>
    public const string Token = "limit-program-token-of-the-same-length-as-a-real-one-0000000000";

    /// <summary>Below which path they answer, as long as the product's own.</summary>
    public const string BasePath = "/scim/v2/connections/con-0000000000000000";

    private const int ConstantNumber = 1;

    /// <summary>Serves until the process is ended; says on standard output where.</summary>
    /// <param name="kind">What to answer from.</param>
    /// <param name="database">The SQLite file, or PostgreSQL's connection string.</param>
    /// <param name="synchronous">SQLite's setting of that name.</param>
    /// <param name="port">On 127.0.0.1; 0 takes a free one.</param>
    public static async Task RunAsync(LimitKind kind, string database, string synchronous, int port)
    {
        // Settings are watched for in the content root and everything below it; where the benchmark is started, the databases may be written there.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        await using var app = builder.Build();
        await using var directory = kind == LimitKind.Constant ? null : await OpenAsync(kind, database, synchronous);
        var answer = directory is null ? Constant() : new RawEndpoint(directory, TimeProvider.System).InvokeAsync;
        var bearer = new BearerCheck(Token);
        app.Run(http => bearer.Admits(http.Request) ? answer(http) : RawAnswer.WriteAsync(http, 401, default));
        await app.StartAsync();
        await Console.Out.WriteLineAsync(string.Join(' ', app.Urls));
        await app.WaitForShutdownAsync();
    }

    /// <summary>Opens the directory of a limit program.</summary>
    public static async Task<IRawDirectory> OpenAsync(LimitKind kind, string database, string synchronous) => kind == LimitKind.Sqlite
        ? new SqliteDirectory(database, synchronous, TimeProvider.System)
        : await PostgresDirectory.OpenAsync(database, TimeProvider.System);

    private static RequestDelegate Constant()
    {
        var now = TimeProvider.System.GetUtcNow();
        var user = RawJson.Create(SampleUser.Body(ConstantNumber), Guid.CreateVersion7(now), "User", $"http://127.0.0.1{BasePath}/Users", now).Document;
        return http => RawAnswer.WriteAsync(http, 200, user);
    }
}
