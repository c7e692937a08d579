namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>An attribute compared with a literal.</summary>
internal sealed record ComparisonFilter(AttributePath Path, ComparisonOperator Operator, FilterLiteral Literal) : Filter;
