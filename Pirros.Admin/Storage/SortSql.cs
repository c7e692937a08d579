using System.Globalization;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage;

/// <summary>
/// What row <c>r</c> of <c>resources</c> is sorted by (RFC 7644 §3.4.2.3): a column where there is one, else from the document; of a list, its primary value or
/// else the first.
/// </summary>
internal sealed class SortSql
{
    /// <summary>Text from a document is sorted by its first so many characters, so that a cursor, which holds them, fits into an address. Columns are shorter.</summary>
    public const int LongestText = 512;

    private readonly AttributeDefinition _leaf;
    private readonly bool _isTicks;

    private SortSql(string key, bool nullable, AttributeDefinition leaf, bool isTicks) => (Key, Nullable, _leaf, _isTicks) = (key, nullable, leaf, isTicks);

    /// <summary>The expression; NULL where the resource has no value.</summary>
    public string Key { get; }

    /// <summary>Whether a resource may have no value.</summary>
    public bool Nullable { get; }

    /// <summary>The expression for an attribute.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="dialect">The database.</param>
    /// <param name="ofFew">Whether few resources are sorted, which something else finds.</param>
    public static SortSql Of(BoundAttribute attribute, SqlDialect dialect, bool ofFew)
    {
        if (FilterColumn.Find(attribute.Name) is { } column)
            return new SortSql(ofFew ? dialect.WithoutIndex(column.Name) : column.Name, column.Nullable, attribute.Leaf, column.IsTicks);

        // A location ends in endpoint and id, and begins the same for all.
        if (attribute.Name == "meta.location")
            return new SortSql("(r.type || '/' || r.id)", nullable: false, attribute.Leaf, isTicks: false);
        AttributeDefinition?[] steps = [attribute.Extension, attribute.Attribute, attribute.SubAttribute];
        var value = Value([.. steps.OfType<AttributeDefinition>()], dialect.Document, dialect);
        if (attribute.Leaf.IsText)
            value = dialect.Ordinal($"substr({value},1,{LongestText})");
        else if (attribute.Leaf.Type == AttributeType.DateTime)
            value = dialect.Ordinal(value);
        return new SortSql(value, nullable: true, attribute.Leaf, isTicks: false);
    }

    /// <summary>The value of <see cref="Key"/> in a row.</summary>
    public ScimValue? Read(ISqlRow row, int column)
    {
        if (row.IsDBNull(column))
            return null;
        return _leaf.Type switch
        {
            AttributeType.Boolean => ScimBoolean.Of(row.GetBoolean(column)),
            AttributeType.Integer => new ScimInteger(row.GetInt64(column)),
            AttributeType.Decimal => new ScimDecimal(decimal.Parse(row.GetDouble(column).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)),
            AttributeType.DateTime when _isTicks => new ScimDateTime(new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero)),
            AttributeType.DateTime => new ScimDateTime(DateTimeOffset.Parse(row.GetString(column) + "Z", CultureInfo.InvariantCulture)),
            _ => new ScimString(row.GetString(column)),
        };
    }

    /// <summary>A value of <see cref="Key"/> as a parameter.</summary>
    public object Argument(ScimValue key) => key switch
    {
        ScimDateTime time => _isTicks ? time.Value.UtcTicks : time.ToString().TrimEnd('Z'),
        ScimBoolean boolean => boolean.Value,
        ScimInteger integer => integer.Value,
        ScimDecimal number => double.Parse(number.ToString(), CultureInfo.InvariantCulture),
        ScimString text => text.Value,
        _ => throw new InvalidOperationException($"Nothing is sorted by {key.GetType().Name}."),
    };

    private static string Value(ReadOnlySpan<AttributeDefinition> steps, string document, SqlDialect dialect)
    {
        var path = new List<string>(steps.Length);
        for (var i = 0; i < steps.Length; i++)
        {
            path.Add(steps[i].Name);
            if (!steps[i].MultiValued)
                continue;
            var alias = $"s{steps.Length}";
            var inner = Value(steps[(i + 1)..], SqlDialect.Element(alias), dialect, steps[i]);
            var primary = steps[i].Shape.Primary is { } flag ? $"COALESCE({dialect.Boolean(SqlDialect.Element(alias), [flag.Name])},FALSE) DESC, " : "";
            return $"(SELECT {inner} FROM {dialect.ElementsInOrder(document, path, alias)} ORDER BY {primary}{alias}.key LIMIT 1)";
        }

        return FilterSql.Value(steps[^1], dialect, document, path);
    }

    private static string Value(ReadOnlySpan<AttributeDefinition> steps, string element, SqlDialect dialect, AttributeDefinition list)
        => steps.IsEmpty ? FilterSql.Value(list, dialect, element, []) : Value(steps, element, dialect);
}
