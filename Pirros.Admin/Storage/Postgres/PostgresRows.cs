using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>
/// Rows of one table that are written one after the other by the same statement: they travel as an array for each column, and are one statement to the server, which costs it a
/// fraction of as many. Every request of an identity provider leaves a row of activity, so that is what most of a server's statements would be.
/// </summary>
/// <remarks>
/// Such a statement writes the row of <c>VALUES(@p0,@p1,…)</c>, or it selects from <c>(VALUES(@p1,@p2,…)) e</c>, as <c>e.column1</c> and so on; the parameters before those of the row are then the same in all.
/// </remarks>
internal static partial class PostgresRows
{
    // As in PositionalSql: statements that differ without end are not kept.
    private const int Most = 2_000;
    private static readonly ConcurrentDictionary<string, Gathering?> Known = new(StringComparer.Ordinal);

    /// <summary>Whether a statement writes one row as above, so that it may be one with others like it.</summary>
    public static bool IsOneRow(string statement) => Of(statement) is not null;

    /// <summary>How many statements from a place on write one row each by the same text; 1 where they are something else.</summary>
    public static int Together(IReadOnlyList<SqlStatement> statements, int from)
    {
        var until = from + 1;
        while (until < statements.Count && (object)statements[until].Text == statements[from].Text)
            until++;
        if (until - from == 1 || Of(statements[from].Text) is not { } gathering)
            return 1;
        var shared = statements[from].Arguments.AsMemory(0, gathering.Shared);
        for (var place = from + 1; place < until; place++)
        {
            if (!shared.Span.SequenceEqual(statements[place].Arguments.AsSpan(0, gathering.Shared)))
                return place - from;
        }

        return until - from;
    }

    /// <summary>Makes them one; false where a column has no type that is known, or more than one.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="from">The place of the first.</param>
    /// <param name="count">How many, as <see cref="Together"/> told.</param>
    /// <param name="command">What is filled.</param>
    public static bool TryGather(IReadOnlyList<SqlStatement> statements, int from, int count, NpgsqlBatchCommand command)
    {
        var gathering = Of(statements[from].Text)!;
        var arguments = statements[from].Arguments;
        for (var column = 0; column < arguments.Length; column++)
        {
            if ((column < gathering.Shared ? PostgresSession.Parameter(arguments[column]) : Column(statements, from, count, column)) is not { } values)
            {
                command.Parameters.Clear();
                return false;
            }

            command.Parameters.Add(values);
        }

        command.CommandText = gathering.Text;
        return true;
    }

    private static NpgsqlParameter? Column(IReadOnlyList<SqlStatement> statements, int from, int count, int column)
    {
        var values = Enumerable.Range(from, count).Select(place => statements[place].Arguments[column]);
        return statements[from].Arguments[column] switch
        {
            string => Array<string?>(values, count, SqlNull.Text),
            long => Array<long?>(values, count, SqlNull.Number),
            Guid => Array<Guid?>(values, count, SqlNull.Id),
            int => Array<int?>(values, count, null),
            bool => Array<bool?>(values, count, null),
            byte[] => Array<byte[]?>(values, count, null),
            SqlNull none when none == SqlNull.Text => Array<string?>(values, count, none),
            SqlNull none when none == SqlNull.Number => Array<long?>(values, count, none),
            SqlNull none => Array<Guid?>(values, count, none),
            _ => null,
        };
    }

    /// <summary>An array of a type that may be missing; null where a value is neither of that type nor missing as such.</summary>
    private static NpgsqlParameter<T[]>? Array<T>(IEnumerable<object?> values, int count, SqlNull? none)
    {
        var column = new T[count];
        var place = 0;
        foreach (var value in values)
        {
            if (value is T one)
                column[place] = one;
            else if (value is null || value != none)
                return null;
            place++;
        }

        return new NpgsqlParameter<T[]> { TypedValue = column };
    }

    private static Gathering? Of(string statement)
    {
        if (Known.TryGetValue(statement, out var known))
            return known;
        var gathering = Gather(statement);
        if (Known.Count < Most)
            Known.TryAdd(statement, gathering);
        return gathering;
    }

    private static Gathering? Gather(string statement)
    {
        var (inserts, selects) = (InsertsRow().Match(statement), SelectsRow().Match(statement));
        if ((selects.Success ? selects : inserts) is not { Success: true } found)
            return null;
        var places = found.Groups["place"].Captures.Select(place => int.Parse(place.ValueSpan, CultureInfo.InvariantCulture)).ToList();
        if (!places.SequenceEqual(Enumerable.Range(places[0], places.Count)) || (places[0] > 0) != selects.Success)
            return null;
        var arrays = $"unnest({string.Join(',', places.Select(place => $"${place + 1}"))})";
        var rows = selects.Success ? $"{arrays} AS e({string.Join(',', places.Select((_, number) => $"column{number + 1}"))})" : $"SELECT * FROM {arrays}";
        return new Gathering(PositionalSql.Of($"{found.Groups["before"].Value}{rows}{found.Groups["after"].Value}"), places[0]);
    }

    [GeneratedRegex("^(?<before>INSERT INTO [^()]+\\([^()]+\\)\\s+)VALUES\\(@p(?<place>[0-9]+)(,@p(?<place>[0-9]+))*\\)(?<after>( ON CONFLICT DO NOTHING)?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex InsertsRow();

    [GeneratedRegex("^(?<before>INSERT INTO [^()]+\\([^()]+\\)\\s+SELECT [^;]+\\sFROM )\\(VALUES\\(@p(?<place>[0-9]+)(,@p(?<place>[0-9]+))*\\)\\) e(?<after>\\s[^;]*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex SelectsRow();

    /// <param name="Text">The statement that writes them all.</param>
    /// <param name="Shared">How many parameters come before those of a row.</param>
    private sealed record Gathering(string Text, int Shared);
}
