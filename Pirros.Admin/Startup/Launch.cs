namespace Pirros.Admin.Startup;

/// <summary>What the program was started for.</summary>
/// <param name="Arguments">The arguments of the server or of the command.</param>
/// <param name="IsCommand">Whether they are a command, and not settings of the server such as <c>--urls</c>.</param>
/// <param name="Environment">The environment to use when the variables <c>ASPNETCORE_ENVIRONMENT</c> and <c>DOTNET_ENVIRONMENT</c> don't name one; null leaves them to decide.</param>
internal sealed record Launch(string[] Arguments, bool IsCommand, string? Environment)
{
    // Put in front by `dotnet run` (see the project file); an installation is never started with it.
    private const string DefaultEnvironment = "--default-environment";

    private static readonly string[] CommandOptions = ["--json", "-h", "-?", "--help", "--version"];

    public static Launch Read(string[] arguments)
    {
        string? environment = null;
        if (arguments is [DefaultEnvironment, var named, ..])
        {
            arguments = arguments[2..];
            environment = IsNamedByVariable("ASPNETCORE_ENVIRONMENT") || IsNamedByVariable("DOTNET_ENVIRONMENT") || arguments.Any(a => a.StartsWith("--environment", StringComparison.OrdinalIgnoreCase)) ? null : named;
        }

        var command = arguments is [var first, ..] && (!first.StartsWith('-') || CommandOptions.Contains(first, StringComparer.Ordinal));
        return new Launch(arguments, command, environment);
    }

    private static bool IsNamedByVariable(string variable) => !string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(variable));
}
