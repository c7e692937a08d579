namespace Pirros.Admin.Storage.Sql;

/// <summary>A row that a query has come to, valid until the next. Columns are counted from 0.</summary>
internal interface ISqlRow
{
    /// <summary>How many columns there are.</summary>
    int FieldCount { get; }

    /// <summary>Whether a column holds nothing; of such a one nothing else may be asked.</summary>
    bool IsDBNull(int column);

    string GetString(int column);

    long GetInt64(int column);

    double GetDouble(int column);

    bool GetBoolean(int column);

    byte[] GetBytes(int column);

    Guid GetGuid(int column);

    /// <summary>A column in the database's own type for it: a string, a whole number, a floating one, or bytes.</summary>
    object GetValue(int column);
}
