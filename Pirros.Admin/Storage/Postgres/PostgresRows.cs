using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>
/// Rows of one table that are written one after the other by the same statement: they travel as an array for each column, and are one statement to the server, which costs it a
/// fraction of as many. Every request of an identity provider leaves a row of activity, so that is what most of a server's statements would be.
/// </summary>
internal static partial class PostgresRows
{
    // As in PositionalSql: statements that differ without end are not kept.
    private const int Most = 2_000;
    private static readonly ConcurrentDictionary<string, string?> Known = new(StringComparer.Ordinal);

    /// <summary>How many statements from a place on are the same insert of one row; 1 where they are something else.</summary>
    public static int Together(IReadOnlyList<SqlStatement> statements, int from)
    {
        var until = from + 1;
        while (until < statements.Count && (object)statements[until].Text == statements[from].Text)
            until++;
        return until - from > 1 && TextOf(statements[from].Text) is not null ? until - from : 1;
    }

    /// <summary>Makes them one; false where a column has no type that is known, or more than one.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="from">The place of the first.</param>
    /// <param name="count">How many, as <see cref="Together"/> told.</param>
    /// <param name="command">What is filled.</param>
    public static bool TryGather(IReadOnlyList<SqlStatement> statements, int from, int count, NpgsqlBatchCommand command)
    {
        var columns = statements[from].Arguments.Length;
        for (var column = 0; column < columns; column++)
        {
            if (Column(statements, from, count, column) is not { } values)
            {
                command.Parameters.Clear();
                return false;
            }

            command.Parameters.Add(values);
        }

        command.CommandText = TextOf(statements[from].Text)!;
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

    private static string? TextOf(string insert)
    {
        if (Known.TryGetValue(insert, out var known))
            return known;
        var found = OneRow().Match(insert);
        var places = found.Groups["place"].Captures.Select(place => place.Value).ToList();
        var text = found.Success && places.SequenceEqual(places.Select((_, number) => $"@p{number}"), StringComparer.Ordinal)
            ? $"{found.Groups["into"].Value} SELECT * FROM unnest({string.Join(',', places.Select((_, number) => $"${number + 1}"))})"
            : null;
        if (Known.Count < Most)
            Known.TryAdd(insert, text);
        return text;
    }

    [GeneratedRegex("^(?<into>INSERT INTO [^()]+\\([^()]+\\)) VALUES\\((?<place>@p[0-9]+)(,(?<place>@p[0-9]+))*\\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex OneRow();
}
