namespace Pirros.Admin.Storage.Sql;

/// <summary>A value that is missing, of a type: what a statement that every request runs is given instead of null, since a driver keeps it prepared for arguments of one type only. Null itself is of any type.</summary>
internal sealed class SqlNull
{
    public static readonly SqlNull Text = new();
    public static readonly SqlNull Number = new();
    public static readonly SqlNull Id = new();

    private SqlNull()
    {
    }

    /// <summary>A text, or that it is missing.</summary>
    public static object Or(string? text) => (object?)text ?? Text;

    /// <summary>An id, or that it is missing.</summary>
    public static object Or(Guid? id) => (object?)id ?? Id;

    /// <summary>A number, or that it is missing.</summary>
    public static object Or(long? number) => (object?)number ?? Number;
}
