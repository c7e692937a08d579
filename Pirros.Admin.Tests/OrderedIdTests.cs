namespace Pirros.Admin.Tests;

public sealed class OrderedIdTests
{
    [Fact]
    public void Ids_of_one_millisecond_rise_and_are_version_7()
    {
        var moment = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 10_000).Select(_ => OrderedId.Next(moment)).ToList();
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Select(i => i.ToString()).Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, true), (id.Version, id.Variant is >= 8 and <= 11)));
    }

    [Fact]
    public void Id_after_the_clock_went_back_is_still_greater()
    {
        var moment = new DateTimeOffset(2100, 1, 1, 1, 0, 0, TimeSpan.Zero);
        var first = OrderedId.Next(moment);
        Assert.True(OrderedId.Next(moment.AddMinutes(-5)).CompareTo(first) > 0);
    }
}
