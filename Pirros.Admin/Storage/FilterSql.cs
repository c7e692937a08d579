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

    /// <summary>A value in a document as filters compare it, folded where case does not matter; NULL when absent.</summary>
    public static string Value(AttributeDefinition attribute, SqlDialect dialect, string document, IReadOnlyList<string> path) => new FilterSql(dialect, "", 0).ValueAt(attribute, document, path);

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
        if (scope.IsRoot && FilterColumn.Find(attribute.Name) is { TrueOrAbsent: false } column)
            return column.Nullable ? $"{column.Name} IS {(negated ? "" : "NOT ")}NULL" : negated ? "1=0" : "1=1";
        // A list is never empty, so it need not be looked into to say that it is there.
        var steps = Scope.StepsTo(attribute);
        return not + Any(steps, steps.Count - 1, scope.Document, scope.Path, (document, path) => $"({_dialect.IsPresent(document, path)})", ofAbsent: false);
    }

    private string ValuePath(BoundValuePath filter, Scope scope, bool negated)
    {
        // meta is not in the document; its sub-attributes have columns of their own.
        if (scope.IsRoot && filter.Attribute.Name == "meta")
            return Condition(Below(filter.Attribute.Attribute, filter.Inner), scope, negated);
        if (!filter.Attribute.Attribute.MultiValued)
        {
            var inner = Condition(filter.Inner, new Scope(scope.Document, scope.PathOf(filter.Attribute), IsRoot: false), negated);
            var present = Presence(filter.Attribute, scope, negated);
            return negated ? $"({present} OR {inner})" : $"({present} AND {inner})";
        }

        var steps = Scope.StepsTo(filter.Attribute);
        var any = Any(
            steps, steps.Count, scope.Document, scope.Path, (document, path) => Condition(filter.Inner, new Scope(document, path, IsRoot: false), negated: false), ofAbsent: false);

        // emails[type eq "work" and value eq "…"], Entra's matching attribute: the index finds the few that have the value, the document decides.
        if (scope.IsRoot && RequiredValue(filter.Inner) is { } value && Lookup(filter.Attribute, value) is { } found)
            any = $"({found} AND {any})";
        return negated ? $"NOT {any}" : any;
    }

    /// <summary>The filter of a value path, said of the resource.</summary>
    private static BoundFilter Below(AttributeDefinition holder, BoundFilter inner) => inner switch
    {
        BoundAnd and => new BoundAnd(Below(holder, and.Left), Below(holder, and.Right)),
        BoundOr or => new BoundOr(Below(holder, or.Left), Below(holder, or.Right)),
        BoundNot not => new BoundNot(Below(holder, not.Inner)),
        BoundPresent present => new BoundPresent(new BoundAttribute(null, holder, present.Attribute.Attribute)),
        BoundComparison comparison => comparison with { Attribute = new BoundAttribute(null, holder, comparison.Attribute.Attribute) },
        _ => inner,
    };

    /// <summary>A comparison of an entry's value that must hold for the filter to match; null when there is none.</summary>
    private static BoundComparison? RequiredValue(BoundFilter filter) => filter switch
    {
        BoundAnd and => RequiredValue(and.Left) ?? RequiredValue(and.Right),
        BoundComparison { Operator.IsEqual: true, Attribute.Name: "value" } comparison => comparison,
        _ => null,
    };

    /// <summary>The resources that have an entry of that value, from an index; of addresses also those that have it as their userName, since it may have no entry then. Not tied to row r, so that it is looked up once and drives the query.</summary>
    private string? Lookup(BoundAttribute attribute, BoundComparison comparison) => (attribute.Attribute.Name, comparison) switch
    {
        // An extension may have an attribute of that name, too.
        _ when attribute.Extension is not null => null,
        ("emails", { Operator.IsEqual: true, Text: { Length: <= ResourceKeys.LongestEmail } email })
            => OfEmail(Parameter(email)),
        (_, { Operator.IsEqual: true, Text: { } id }) when attribute.Attribute.KeptApart => MembershipSql.Having(attribute.Attribute, _connection, Parameter(id)),
        _ => null,
    };

    private string OfEmail(string key) => $"""
        r.id IN (SELECT e.resource_id FROM resource_emails e WHERE e.connection_id={_connection} AND e.value_key={key}
        UNION ALL SELECT n.id FROM resources n WHERE n.connection_id={_connection} AND n.type='User' AND n.name_key={key})
        """;

    private string Comparison(BoundComparison comparison, Scope scope, bool negated)
    {
        var attribute = comparison.Attribute;
        if (scope.IsRoot && FilterColumn.Find(attribute.Name) is { } column && !(column.TrueOrAbsent && comparison.Value is ScimBoolean { Value: true }))
            return Compare(comparison, column.Name, column.Nullable, negated, ArgumentOf(comparison, column.IsTicks));
        var found = scope.IsRoot && attribute.SubAttribute?.Name == "value" ? Lookup(attribute, comparison) : null;
        if (found is not null && attribute.Attribute.KeptApart)
            return negated ? $"NOT {found}" : found;

        var steps = Scope.StepsTo(attribute);
        var argument = ArgumentOf(comparison, isTicks: false);
        if (!steps.Exists(step => step.MultiValued))
            return Compare(comparison, ValueAt(attribute.Leaf, scope.Document, scope.PathOf(attribute)), nullable: true, negated, argument);
        var any = Any(
            steps,
            steps.Count,
            scope.Document,
            scope.Path,
            (document, path) => Compare(comparison, ValueAt(attribute.Leaf, document, path), nullable: true, negated: false, argument),
            ofAbsent: comparison.Operator.HoldsForAbsent);
        if (found is not null)
            any = $"({found} AND {any})";
        return negated ? $"NOT {any}" : any;
    }

    /// <summary>Whether a condition holds for one of the values that the steps lead to, each list on the way (before step <paramref name="end"/>) looked into.</summary>
    private string Any(
        List<AttributeDefinition> steps, int end, string document, IReadOnlyList<string> path, Func<string, IReadOnlyList<string>, string> condition, bool ofAbsent)
    {
        List<string> here = [.. path];
        if (steps is [{ KeptApart: true }, ..])
            return AnyKeptApart(steps, end, condition, ofAbsent);
        for (var i = 0; i < steps.Count; i++)
        {
            here.Add(steps[i].Name);
            if (!steps[i].MultiValued || i >= end)
                continue;
            var alias = NextAlias();
            var inner = Any(steps[(i + 1)..], end - i - 1, SqlDialect.Element(alias), [], condition, ofAbsent);
            var any = $"EXISTS (SELECT 1 FROM {_dialect.Elements(document, here, alias)} WHERE {inner})";
            return ofAbsent ? $"(NOT ({_dialect.IsPresent(document, here)}) OR {any})" : any;
        }

        return condition(document, here);
    }

    /// <summary>The same for a group's members and a user's groups, which are rows: there are none when nothing is found.</summary>
    private string AnyKeptApart(List<AttributeDefinition> steps, int end, Func<string, IReadOnlyList<string>, string> condition, bool ofAbsent)
    {
        var alias = NextAlias();
        var entries = MembershipSql.Entries(steps[0], _dialect, alias);
        var inner = end == 0 ? "1=1" : condition(SqlDialect.Element(alias), [.. steps[1..].Select(step => step.Name)]);
        var any = $"EXISTS (SELECT 1 FROM {entries} WHERE {inner})";
        return ofAbsent ? $"(NOT EXISTS (SELECT 1 FROM {entries}) OR {any})" : any;
    }

    /// <summary>One comparison of an expression with a parameter. An absent value differs from every other, and compares with none.</summary>
    private string Compare(BoundComparison comparison, string value, bool nullable, bool negated, object argument)
    {
        var parameter = Parameter(argument);
        if (comparison.Operator.IsEquality)
        {
            var equal = comparison.Operator.IsEqual != negated;
            return equal ? $"{value}={parameter}" : nullable ? $"({value} IS NULL OR {value}<>{parameter})" : $"{value}<>{parameter}";
        }

        var condition = OperatorSql.Condition(comparison.Operator, _dialect, value, parameter, argument is string);
        return !negated ? condition : nullable ? $"({value} IS NULL OR NOT ({condition}))" : $"NOT ({condition})";
    }

    private string ValueAt(AttributeDefinition leaf, string document, IReadOnlyList<string> path) => leaf.Type switch
    {
        AttributeType.Boolean => _dialect.Boolean(document, path),
        AttributeType.Integer => _dialect.Integer(document, path),
        AttributeType.Decimal => _dialect.Decimal(document, path),
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
        ScimDecimal number => number.Compared,
        _ => comparison.Text ?? throw new InvalidOperationException($"A comparison with {comparison.Value.GetType().Name} can't be translated."),
    };

    private string Parameter(object argument)
    {
        _arguments.Add(argument);
        return $"@p{_firstParameter + _arguments.Count - 1}";
    }

    private string NextAlias() => $"e{++_aliases}";

    /// <summary>Where attribute names are looked up: a document, and the names from its root down to here.</summary>
    private sealed record Scope(string Document, IReadOnlyList<string> Path, bool IsRoot)
    {
        public List<string> PathOf(BoundAttribute attribute) => [.. Path, .. StepsTo(attribute).Select(step => step.Name)];

        public static List<AttributeDefinition> StepsTo(BoundAttribute attribute)
        {
            var steps = new List<AttributeDefinition>(3);
            if (attribute.Extension is { } extension)
                steps.Add(extension);
            steps.Add(attribute.Attribute);
            if (attribute.SubAttribute is { } sub)
                steps.Add(sub);
            return steps;
        }
    }
}
