using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>Where the database file is: the same for the server and the command line, from whatever folder they are started.</summary>
internal static class SqliteFile
{
    private const string SolutionFile = "Pirros.Admin.sln";

    /// <summary>The connection string with its path made absolute.</summary>
    public static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        var parsed = new SqliteConnectionStringBuilder(connectionString);
        if (parsed.DataSource.Length == 0)
            throw new ArgumentException("A SQLite connection string needs a Data Source.", nameof(connectionString));
        if (parsed.DataSource != ":memory:" && !parsed.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            parsed.DataSource = Path.GetFullPath(parsed.DataSource, InstallationFolder());
        return parsed;
    }

    // A build runs from bin/ below the repository, whose root is where a developer looks for data/; an installation keeps it beside the program.
    private static string InstallationFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
                return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
