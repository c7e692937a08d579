using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>Runs PostgreSQL's own programs against a database. What they sign in with is handed over in their environment, which other users of the machine don't see, and never as an argument.</summary>
internal sealed class PostgresPrograms(string folder, NpgsqlConnectionStringBuilder server)
{
    private const int LongestMessage = 1_000;

    /// <summary>Runs a program to its end. Null when it succeeded, else what it said.</summary>
    /// <exception cref="RefusedException">It is not installed.</exception>
    public async Task<string?> RunAsync(string program, string database, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(folder.Length == 0 ? program : Path.Combine(folder, program)) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Settings(database).Where(setting => !string.IsNullOrEmpty(setting.Value)))
            start.Environment[name] = value;
        using var process = Start(start, program);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            await output;
            var said = (await errors).Trim();
            return process.ExitCode == 0 ? null : said.Length <= LongestMessage ? said : said[..LongestMessage];
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            var where = folder.Length == 0 ? "on the PATH" : $"in {folder}";
            throw RefusedException.Conflict($"{program} was not found {where}. Install PostgreSQL's client programs in the server's version, or name their folder in Backup:PostgresPrograms.");
        }
    }

    private IEnumerable<(string Name, string? Value)> Settings(string database) =>
    [
        ("PGHOST", server.Host),
        ("PGPORT", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("PGUSER", server.Username),
        ("PGPASSWORD", server.Password),
        ("PGPASSFILE", server.Passfile),
        ("PGDATABASE", database),
        ("PGSSLMODE", server.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() }),
        ("PGSSLROOTCERT", server.RootCertificate),
        ("PGSSLCERT", server.SslCertificate),
        ("PGSSLKEY", server.SslKey),
        ("PGAPPNAME", "Pirros.Admin backup"),
    ];
}
