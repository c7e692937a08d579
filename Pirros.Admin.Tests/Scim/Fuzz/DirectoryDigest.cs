using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Pirros.Admin.Tests.Scim.Fuzz;

/// <summary>What the database holds of a connection's users and groups, in one number: every column of every row, addresses, members and counts too.</summary>
internal sealed class DirectoryDigest(string file, string connection) : IDisposable
{
    private static readonly string[] Tables = ["resources", "resource_emails", "group_members"];

    private readonly SqliteConnection _database = Open(file);

    public string Read()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in Tables)
            Append(hash, $"SELECT * FROM {table} WHERE connection_id=@connection ORDER BY 1, 2, 3");

        // Counts are spread over slots, and only their sums mean something.
        Append(hash, "SELECT type, SUM(total), SUM(active) FROM directory_counts WHERE connection_id=@connection GROUP BY type ORDER BY type");
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>How many users and groups there are, by their rows.</summary>
    public long Count() => Convert.ToInt64(Scalar("SELECT COUNT(*) FROM resources WHERE connection_id=@connection"), CultureInfo.InvariantCulture);

    /// <summary>The id of a user or a group, whichever comes first; null when there is none.</summary>
    public string? First(string type) => Scalar($"SELECT id FROM resources WHERE connection_id=@connection AND type='{type}' ORDER BY id LIMIT 1") as string;

    public void Dispose() => _database.Dispose();

    private static SqliteConnection Open(string file)
    {
        var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        database.Open();
        return database;
    }

    private object? Scalar(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    private void Append(IncrementalHash hash, string sql)
    {
        using var command = Command(sql);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            for (var i = 0; i < rows.FieldCount; i++)
            {
                hash.AppendData(rows.GetValue(i) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture)!));
                hash.AppendData([0]);
            }
        }
    }

    private SqliteCommand Command(string sql)
    {
        var command = _database.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@connection", connection);
        return command;
    }
}
