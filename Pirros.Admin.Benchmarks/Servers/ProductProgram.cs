using System.Diagnostics;
using System.Text.Json;

namespace Pirros.Admin.Benchmarks.Servers;

/// <summary>The product's own binary, run as its users run it: the server, and the command line.</summary>
/// <param name="dll">Path of Pirros.Admin.dll.</param>
/// <param name="settings">Its configuration.</param>
internal sealed class ProductProgram(string dll, ProductSettings settings)
{
    /// <summary>Where the build of this program left the product of the same configuration.</summary>
    /// <remarks>This program runs from <c>Pirros.Admin.Benchmarks/bin/(configuration)/(framework)</c>, the product from the same below its own folder.</remarks>
    public static string BuiltBeside { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "Pirros.Admin", "bin", Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", ".."), AppContext.BaseDirectory), "Pirros.Admin.dll"));

    /// <summary>Makes a tenant with a connection, by the command line.</summary>
    public async Task<ProductConnection> CreateConnectionAsync(string tenant)
    {
        await CommandAsync("tenant", "create", tenant, "--name", $"Benchmark {tenant}", "--json");
        using var made = await CommandAsync("connection", "create", "--tenant", tenant, "--provider", "entra", "--json");
        return new ProductConnection(made.RootElement.GetProperty("connectionId").GetString()!, made.RootElement.GetProperty("secretToken").GetString()!);
    }

    public Task<ServerProcess> ServeAsync() => ServerProcess.StartAsync(Start("--urls", "http://127.0.0.1:0"));

    private async Task<JsonDocument> CommandAsync(params string[] arguments)
    {
        var start = Start(arguments);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonDocument.Parse(output)
            : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }

    private ProcessStartInfo Start(params string[] arguments)
    {
        if (!File.Exists(dll))
            throw new FileNotFoundException($"There is no build of the product at {dll}. Build it in Release, or say where it is with --product.");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in settings.Configuration)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }
}

/// <summary>A connection of the product.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">Its secret token.</param>
internal sealed record ProductConnection(string Id, string Token)
{
    public string BasePath => $"/scim/v2/connections/{Id}";
}
