using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Storage;

/// <summary>
/// Translates a bound filter to a condition on the row <c>r</c> of <c>resources</c>. What clients match on is answered by indexed columns, the rest from
/// the document. Negation is carried down to the single comparisons, because <c>NOT</c> of an unknown is unknown in SQL and true in SCIM.
/// </summary>
internal sealed class FilterSql
{
    private readonly SqlDialect _dialect;
    private readonly string _connection;
    private readonly int _firstParameter;
    private readonly List<object?> _arguments = [];
    private int _aliases;

    private FilterSql(SqlDialect dialect, string connection, int firstParameter) => (_dialect, _connection, _firstParameter) = (dialect, connection, firstParameter);

    /// <summary>The condition, in parentheses, and its arguments.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="dialect">The database.</param>
    /// <param name="connection">The parameter that holds the connection id, such as <c>@p0</c>.</param>
    /// <param name="firstParameter">The number of the first parameter that is free.</param>
    public static (string Text, IReadOnlyList<object?> Arguments) Translate(BoundFilter filter, SqlDialect dialect, string connection, int firstParameter)
    {
        var translation = new FilterSql(dialect, connection, firstParameter);
        return ($"({translation.Condition(filter, new Scope(dialect.Document, [], IsRoot: true), negated: false)})", translation._arguments);
    }

    private string Condition(BoundFilter filter, Scope scope, bool negated) => filter switch
    {
        BoundAnd and => $"({Condition(and.Left, scope, negated)} {(negated ? "OR" : "AND")} {Condition(and.Right, scope, negated)})",
        BoundOr or => $"({Condition(or.Left, scope, negated)} {(negated ? "AND" : "OR")} {Condition(or.Right, scope, negated)})",
        BoundNot not => Condition(not.Inner, scope, !negated),
        BoundConstant constant => constant.Value == negated ? "1=0" : "1=1",
        BoundPresent present => Presence(present.Attribute, scope, negated),
        BoundComparison comparison => Comparison(comparison, scope, negated),
        BoundValuePath valuePath => ValuePath(valuePath, scope, negated),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} can't be translated."),
    };

    private string Presence(BoundAttribute attribute, Scope scope, bool negated)
    {
        var not = negated ? "NOT " : "";
        if (scope.IsRoot && attribute.Name == "meta")
            return negated ? "1=0" : "1=1";
        if (scope.IsRoot && FilterColumn.Find(attribute.Name) is { } column)
            return column.Nullable ? $"{column.Name} IS {(negated ? "" : "NOT ")}NULL" : negated ? "1=0" : "1=1";
        var apart = attribute.Attribute.KeptApart;
        if (!apart && (!attribute.Attribute.MultiValued || attribute.SubAttribute is null))
            return $"{not}({IsPresent(scope, attribute)})";
        var alias = NextAlias();
        var present = attribute.SubAttribute is { } sub ? IsPresent(Scope.Of(attribute with { SubAttribute = null }, alias), new BoundAttribute(null, sub, null)) : "1=1";
        return $"{not}EXISTS (SELECT 1 FROM {Elements(attribute, scope, alias)} WHERE {present})";
    }

    private string ValuePath(BoundValuePath filter, Scope scope, bool negated)
    {
        if (!filter.Attribute.Attribute.MultiValued)
        {
            var inner = Condition(filter.Inner, new Scope(scope.Document, scope.PathOf(filter.Attribute), IsRoot: false), negated);
            var present = Presence(filter.Attribute, scope, negated);
            return negated ? $"({present} OR {inner})" : $"({present} AND {inner})";
        }

        var alias = NextAlias();
        var matches = Condition(filter.Inner, Scope.Of(filter.Attribute, alias), negated: false);
        var any = $"EXISTS (SELECT 1 FROM {Elements(filter.Attribute, scope, alias)} WHERE {matches})";

        // emails[type eq "work" and value eq "…"], Entra's matching attribute: the index finds the few that have the value, the document decides.
        if (scope.IsRoot && RequiredValue(filter.Inner) is { } value && Lookup(filter.Attribute.Attribute, value) is { } found)
            any = $"({found} AND {any})";
        return negated ? $"NOT {any}" : any;
    }

    /// <summary>A comparison of an entry's value that must hold for the filter to match; null when there is none.</summary>
    private static BoundComparison? RequiredValue(BoundFilter filter) => filter switch
    {
        BoundAnd and => RequiredValue(and.Left) ?? RequiredValue(and.Right),
        BoundComparison { Operator: ComparisonOperator.Equal, Attribute.Name: "value" } comparison => comparison,
        _ => null,
    };

    /// <summary>The resources that have an entry of that value, from an index. Not tied to row r, so that it is looked up once and drives the query.</summary>
    private string? Lookup(AttributeDefinition attribute, BoundComparison comparison) => (attribute.Name, comparison) switch
    {
        ("emails", { Operator: ComparisonOperator.Equal, Text: { Length: <= ResourceKeys.LongestEmail } email })
            => $"r.id IN (SELECT e.resource_id FROM resource_emails e WHERE e.connection_id={_connection} AND e.value_key={Parameter(email)})",
        (_, { Operator: ComparisonOperator.Equal, Text: { } id }) when attribute.KeptApart => MembershipSql.Having(attribute, _connection, Parameter(id)),
        _ => null,
    };

    private string Comparison(BoundComparison comparison, Scope scope, bool negated)
    {
        var attribute = comparison.Attribute;
        if (scope.IsRoot && FilterColumn.Find(attribute.Name) is { } column)
            return Compare(comparison, column.Name, column.Nullable, negated, ArgumentOf(comparison, column.IsTicks));
        if (!attribute.Attribute.MultiValued)
            return Compare(comparison, ValueAt(attribute.Leaf, scope, scope.PathOf(attribute)), nullable: true, negated, ArgumentOf(comparison, isTicks: false));
        if (scope.IsRoot && attribute.SubAttribute?.Name == "value" && Lookup(attribute.Attribute, comparison) is { } found)
            return negated ? $"NOT {found}" : found;

        var alias = NextAlias();
        var element = attribute.SubAttribute is { } sub ? ValueAt(sub, Scope.Of(attribute with { SubAttribute = null }, alias), [sub.Name]) : Folded(attribute.Attribute, _dialect.ElementText(alias));
        var elements = Elements(attribute, scope, alias);
        var any = $"EXISTS (SELECT 1 FROM {elements} WHERE {Compare(comparison, element, nullable: true, negated: false, ArgumentOf(comparison, isTicks: false))})";
        if (comparison.Operator == ComparisonOperator.NotEqual)
            any = $"({Presence(attribute with { SubAttribute = null }, scope, negated: true)} OR {any})";
        return negated ? $"NOT {any}" : any;
    }

    /// <summary>One comparison of an expression with a parameter. An absent value differs from every other, and compares with none.</summary>
    private string Compare(BoundComparison comparison, string value, bool nullable, bool negated, object argument)
    {
        var parameter = Parameter(argument);
        if (comparison.Operator is ComparisonOperator.NotEqual or ComparisonOperator.Equal)
        {
            var equal = (comparison.Operator == ComparisonOperator.Equal) != negated;
            return equal ? $"{value}={parameter}" : nullable ? $"({value} IS NULL OR {value}<>{parameter})" : $"{value}<>{parameter}";
        }

        var ordered = argument is string ? _dialect.Ordinal(value) : value;
        var condition = comparison.Operator switch
        {
            ComparisonOperator.Contains => _dialect.Contains(value, parameter),
            ComparisonOperator.StartsWith => SqlDialect.StartsWith(value, parameter),
            ComparisonOperator.EndsWith => _dialect.EndsWith(value, parameter),
            ComparisonOperator.GreaterThan => $"{ordered}>{parameter}",
            ComparisonOperator.GreaterOrEqual => $"{ordered}>={parameter}",
            ComparisonOperator.LessThan => $"{ordered}<{parameter}",
            _ => $"{ordered}<={parameter}",
        };
        return !negated ? condition : nullable ? $"({value} IS NULL OR NOT ({condition}))" : $"NOT ({condition})";
    }

    private string IsPresent(Scope scope, BoundAttribute attribute)
        => scope.Rows is { } rows ? $"{MembershipSql.Column(rows, attribute.Attribute)} IS NOT NULL" : _dialect.IsPresent(scope.Document, scope.PathOf(attribute));

    private string ValueAt(AttributeDefinition leaf, Scope scope, IReadOnlyList<string> path)
        => scope.Rows is { } rows ? Folded(leaf, MembershipSql.Column(rows, leaf)) : ValueAt(leaf, scope.Document, path);

    private string ValueAt(AttributeDefinition leaf, string document, IReadOnlyList<string> path) => leaf.Type switch
    {
        AttributeType.Boolean => _dialect.Boolean(document, path),
        AttributeType.Integer or AttributeType.Decimal => _dialect.Number(document, path),
        AttributeType.DateTime => $"rtrim({_dialect.Text(document, path)},'Z')",
        _ => Folded(leaf, _dialect.Text(document, path)),
    };

    private string Folded(AttributeDefinition leaf, string text) => leaf.CaseExact ? text : _dialect.Fold(text);

    // Written times end in Z, with or without digits below the millisecond: without the Z, text order is time order.
    private static object ArgumentOf(BoundComparison comparison, bool isTicks) => comparison.Value switch
    {
        ScimDateTime time => isTicks ? time.Value.UtcTicks : time.ToString().TrimEnd('Z'),
        ScimBoolean boolean => boolean.Value,
        ScimInteger integer => integer.Value,
        ScimDecimal number => (double)number.Value,
        _ => comparison.Text ?? throw new InvalidOperationException($"A comparison with {comparison.Value.GetType().Name} can't be translated."),
    };

    private string Elements(BoundAttribute attribute, Scope scope, string alias) => attribute.Attribute.KeptApart
        ? MembershipSql.Elements(attribute.Attribute, _dialect, alias)
        : _dialect.Elements(scope.Document, scope.PathOf(attribute with { SubAttribute = null }), alias);

    private string Parameter(object argument)
    {
        _arguments.Add(argument);
        return $"@p{_firstParameter + _arguments.Count - 1}";
    }

    private string NextAlias() => $"e{++_aliases}";

    /// <summary>Where attribute names are looked up: a document, and the names from its root down to here; or the columns of rows, for what is kept apart.</summary>
    private sealed record Scope(string Document, IReadOnlyList<string> Path, bool IsRoot, string? Rows = null)
    {
        /// <summary>Inside one entry of a multi-valued attribute.</summary>
        public static Scope Of(BoundAttribute attribute, string alias)
            => new(SqlDialect.Element(alias), attribute.SubAttribute is { } sub ? [sub.Name] : [], IsRoot: false, attribute.Attribute.KeptApart ? alias : null);

        public List<string> PathOf(BoundAttribute attribute)
        {
            List<string> path = [.. Path];
            if (attribute.Extension is { } extension)
                path.Add(extension.Name);
            path.Add(attribute.Attribute.Name);
            if (attribute.SubAttribute is { } sub)
                path.Add(sub.Name);
            return path;
        }
    }
}
