using CsCheck;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Tests.Scim.Properties;

public sealed class FilterTextPropertyTests
{
    [Fact]
    public void Printed_filter_parses_to_the_same_filter() => RandomFilters.Any.Sample(filter => FilterParser.Parse(filter.ToString()).Equals(filter), iter: 10_000);

    [Fact]
    public void Filter_in_any_case_and_spacing_parses_to_the_same_filter() =>
        RandomFilters.Any.Select(filter => filter.ToString()).Where(text => !text.Contains('"', StringComparison.Ordinal)).Sample(
            text => FilterParser.Parse($"  {text.Replace(" ", " \t ", StringComparison.Ordinal).Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)} ").ToString() == text,
            iter: 5_000);

    [Fact]
    public void Any_text_is_a_filter_or_an_error() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["ab[]() .:\"\\'eqprandot$1-\0"], 0, 40], RandomFilters.Any.SelectMany(filter => RandomText.PartOf(filter.ToString()))).Sample(
            text =>
            {
                try
                {
                    var filter = FilterParser.Parse(text);
                    return FilterParser.Parse(filter.ToString()).Equals(filter);
                }
                catch (ScimException error)
                {
                    return error is { Status: 400, ScimType: "invalidFilter" };
                }
            },
            iter: 20_000);
}
