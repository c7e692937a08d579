using Pirros.Admin.Scim.Protocol.Filters;

namespace Pirros.Admin.Storage;

/// <summary>The SQL of the operators that ask for an order or look into texts; a value and a parameter are given to each. What asks for equality is SQL's own.</summary>
internal static class OperatorSql
{
    private static readonly Dictionary<ComparisonOperator, Func<SqlDialect, string, string, string>> Conditions = new()
    {
        [ComparisonOperator.Contains] = (dialect, value, parameter) => dialect.Contains(value, parameter),
        [ComparisonOperator.StartsWith] = (_, value, parameter) => SqlDialect.StartsWith(value, parameter),
        [ComparisonOperator.EndsWith] = (dialect, value, parameter) => dialect.EndsWith(value, parameter),
        [ComparisonOperator.GreaterThan] = (_, value, parameter) => $"{value}>{parameter}",
        [ComparisonOperator.GreaterOrEqual] = (_, value, parameter) => $"{value}>={parameter}",
        [ComparisonOperator.LessThan] = (_, value, parameter) => $"{value}<{parameter}",
        [ComparisonOperator.LessOrEqual] = (_, value, parameter) => $"{value}<={parameter}",
    };

    /// <summary>The condition that holds where the operator does, and is null where there is no value.</summary>
    public static string Condition(ComparisonOperator op, SqlDialect dialect, string value, string parameter, bool isText) =>
        Conditions[op](dialect, op.OfOrder is not null && isText ? dialect.Ordinal(value) : value, parameter);
}
