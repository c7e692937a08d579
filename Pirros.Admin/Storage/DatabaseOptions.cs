using Microsoft.Extensions.Options;

namespace Pirros.Admin.Storage;

/// <summary>Which database. Section <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> (one instance) or <c>PostgreSql</c> (several). Default: <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>The provider's connection string. A relative SQLite path is taken from the installation's folder. Default: <c>Data Source=data/pirros.db</c>.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/pirros.db";

    public DatabaseProvider Kind => Enum.Parse<DatabaseProvider>(Provider, ignoreCase: true);
}

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Refuses a database that can't be used, naming the key.</summary>
internal sealed class ValidateDatabaseOptions : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var mistakes = new List<string>();
        if (!Enum.TryParse<DatabaseProvider>(options.Provider, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || int.TryParse(options.Provider, out _))
            mistakes.Add($"Database:Provider is '{options.Provider}'. Known: Sqlite, PostgreSql.");
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            mistakes.Add("Database:ConnectionString is empty. Remove the key to use data/pirros.db, or write the provider's connection string.");
        else if (mistakes.Count == 0)
            CheckConnectionString(kind, options.ConnectionString, mistakes);
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static void CheckConnectionString(DatabaseProvider kind, string text, List<string> mistakes)
    {
        try
        {
            // The parser's own message may quote the string, and that may hold a password; only the key is named.
            _ = kind == DatabaseProvider.Sqlite ? Sqlite.SqliteFile.Parse(text).DataSource : new Npgsql.NpgsqlConnectionStringBuilder(text).Host;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            mistakes.Add($"Database:ConnectionString is not a connection string that {kind} understands.");
        }
    }
}
