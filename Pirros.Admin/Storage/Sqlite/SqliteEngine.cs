using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pirros.Admin.Storage.Sqlite;

/// <summary>Settings of the SQLite library that the driver has no words for.</summary>
internal static class SqliteEngine
{
    // Of sqlite3.h; the binding does not name them.
    private const int ConfigMultithread = 2;
    private const int ConfigMemoryStatus = 9;
    private const int DatabaseConfigStablePlans = 1007;

    /// <summary>
    /// Takes away locks that nobody needs: no connection is used by two threads at once, which the driver forbids anyway, and nobody asks the library how much
    /// memory it uses. To be called before the first connection is opened.
    /// </summary>
    public static void Configure()
    {
        Batteries_V2.Init();

        // Where something else in the process used the library before, it is too late, and the locks stay.
        if (raw.sqlite3_config(ConfigMultithread) is not raw.SQLITE_MISUSE and var result)
        {
            Check(result);
            Check(raw.sqlite3_config(ConfigMemoryStatus, 0));
        }
    }

    /// <summary>
    /// Keeps the plans of prepared statements. Otherwise a statement with a parameter behind LIMIT is compiled anew each time that the parameter is set, which costs
    /// more than running it.
    /// </summary>
    public static void KeepPlans(SqliteConnection connection) => Check(raw.sqlite3_db_config(connection.Handle, DatabaseConfigStablePlans, 1, out _));

    private static void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite refused a setting ({result}).");
    }
}
