using Microsoft.Extensions.Time.Testing;
using Pirros.Admin.Limits;

namespace Pirros.Admin.Tests.Limits;

public sealed class BucketTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Burst_is_let_through_at_once_and_not_one_more()
    {
        var bucket = Holding(10, burst: 25);
        Assert.Equal(25, Taken(bucket, 40));
    }

    [Fact]
    public void Bucket_fills_at_its_pace_and_not_above_its_burst()
    {
        var bucket = Holding(10, burst: 25);
        Taken(bucket, 25);
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(3, Taken(bucket, 40));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(25, Taken(bucket, 40));
    }

    [Fact]
    public void Wait_is_the_time_until_one_more_fits()
    {
        var bucket = Holding(10, burst: 1);
        Taken(bucket, 1);
        Assert.False(bucket.TryTake(_clock.GetTimestamp(), 1, out var wait));
        Assert.Equal(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds((double)wait / _clock.TimestampFrequency));
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(bucket.TryTake(_clock.GetTimestamp(), 1, out wait));
        Assert.Equal(0, wait);
    }

    [Fact]
    public void What_is_taken_without_being_there_is_owed()
    {
        var bucket = Holding(10, burst: 10);
        bucket.Take(_clock.GetTimestamp(), 30);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, Taken(bucket, 1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Taken(bucket, 20));
    }

    [Fact]
    public void More_than_it_holds_is_taken_from_a_full_one_and_then_waited_for()
    {
        var bucket = Holding(10, burst: 2);
        Assert.True(bucket.TryTake(_clock.GetTimestamp(), 5, out _));
        Assert.False(bucket.TryTake(_clock.GetTimestamp(), 5, out var wait));
        Assert.Equal(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds((double)wait / _clock.TimestampFrequency));
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.True(bucket.TryTake(_clock.GetTimestamp(), 5, out _));
    }

    [Fact]
    public void What_is_given_back_can_be_taken_again()
    {
        var bucket = Holding(10, burst: 5);
        Taken(bucket, 5);
        bucket.GiveBack(1);
        Assert.Equal(1, Taken(bucket, 5));
    }

    [Fact]
    public async Task Many_threads_together_take_no_more_than_there_is()
    {
        var bucket = Holding(1, burst: 1_000);
        var now = _clock.GetTimestamp();
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 1_000).Count(_ => bucket.TryTake(now, 1, out var _)), TestContext.Current.CancellationToken)));
        Assert.Equal(1_000, taken.Sum());
    }

    [Fact]
    public void Further_keys_share_a_bucket_until_some_are_forgotten()
    {
        var table = new BucketTable<int>(Allowance.Of(_clock, 1, TimeSpan.FromSeconds(1), 1), 2);
        Taken(table.Of(1), 1);
        Taken(table.Of(2), 1);
        Assert.Same(table.Of(3), table.Of(4));
        Assert.Equal(2, table.Count);
        _clock.Advance(TimeSpan.FromSeconds(2));
        table.RemoveFull(_clock.GetTimestamp());
        Assert.Equal(0, table.Count);
        Assert.NotSame(table.Of(3), table.Of(4));
    }

    private Bucket Holding(int perSecond, int burst) => new(Allowance.Of(_clock, perSecond, TimeSpan.FromSeconds(1), burst));

    private int Taken(Bucket bucket, int tries) => Enumerable.Range(0, tries).Count(_ => bucket.TryTake(_clock.GetTimestamp(), 1, out var _));
}
