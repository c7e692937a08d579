namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>The comparisons of RFC 7644 table 3, but for <c>pr</c>, which compares nothing.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Contains,
    StartsWith,
    EndsWith,
    GreaterThan,
    GreaterOrEqual,
    LessThan,
    LessOrEqual,
}
