using Pirros.Admin.Scim.Protocol.Bulk;

namespace Pirros.Admin.Tests.Scim.Protocol.Bulk;

/// <summary>The order of operations: as sent, but what one refers to comes first. In the cases each letter is a POST with that bulkId, followed by what it refers to.</summary>
public sealed class BulkPlanTests
{
    [Theory]
    [InlineData("a b c", "a b c")]
    [InlineData("a b>a c>b", "a b c")]
    [InlineData("a>c b c", "c a b")]
    [InlineData("a>b b>c c d", "c b a d")]
    [InlineData("a>b b>a", "(a b)")]
    [InlineData("a>a", "(a)")]
    [InlineData("a>b b>c c>a d>a", "(a b c) d")]
    [InlineData("d>a x a>b b>a y>d", "(a b) d x y")]
    [InlineData("a>nobody b>a", "a b")]
    [InlineData("a>b,c b>c c>d d>c", "(c d) b a")]
    public void Operations_are_ordered_by_what_they_refer_to(string operations, string order)
    {
        var plan = BulkPlan.Of(Request(operations.Split(' ')));
        Assert.Equal(order, string.Join(' ', plan.Units.Select(unit => unit.IsCircle ? $"({Names(unit)})" : Names(unit))));
    }

    [Fact]
    public void Chain_of_a_thousand_references_is_ordered()
    {
        var plan = BulkPlan.Of(Request([.. Enumerable.Range(0, 1000).Select(i => i < 999 ? $"o{i}>o{i + 1}" : $"o{i}")]));
        Assert.Equal(Enumerable.Range(0, 1000).Reverse().Select(i => $"o{i}"), plan.Units.Select(Names));
    }

    private static string Names(BulkUnit unit) => string.Join(' ', unit.Operations.Select(operation => operation.BulkId));

    private static BulkRequest Request(string[] operations) => new(null, [.. operations.Select((text, i) => new BulkOperation(i)
    {
        Method = BulkMethod.Post,
        MethodText = "POST",
        BulkId = text.Split('>')[0],
        References = text.Contains('>', StringComparison.Ordinal) ? text.Split('>')[1].Split(',') : [],
    })]);
}
