using Bunit;
using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Pages.Directory;
using Pirros.Admin.Tests.Components.Fakes;

namespace Pirros.Admin.Tests.Components.Pages;

public sealed class UsersPlotTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 11, 23, 13, 0, 0, TimeSpan.Zero);

    private readonly PortalContext _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public void Day_ends_as_its_last_hour_did_and_goes_on_until_something_arrives()
    {
        var days = UsersDay.Of([Hour(-3, 9, 4, 4), Hour(-3, 17, 10, 9), Hour(-1, 3, 12, 8)], Today, 5, 13, 9);
        Assert.Equal([(null, 0), (10, 9), (10, 9), (12, 8), (13, 9)], days.Select(day => (day.Users, day.Active)));
        Assert.Equal(Today.Date.AddDays(-4), days[0].Day.UtcDateTime);
    }

    [Fact]
    public void Connection_without_requests_shows_today_only()
        => Assert.Equal([null, null, 3L], UsersDay.Of([], Today, 3, 3, 2).Select(day => day.Users));

    [Theory]
    [InlineData(10, 9, "3 more than on 20 Nov")]
    [InlineData(15, 9, "2 fewer than on 20 Nov")]
    [InlineData(13, 9, "As many as on 20 Nov")]
    public void Plot_says_how_many_there_are_and_how_that_changed(long users, long active, string changed)
    {
        var plot = Plot(UsersDay.Of([Hour(-3, 17, users, active)], Today, 30, 13, 9));
        var facts = plot.Find(".plot-facts").TextContent;
        Assert.Contains("9 active", facts, StringComparison.Ordinal);
        Assert.Contains("4 inactive", facts, StringComparison.Ordinal);
        Assert.Contains(changed, facts, StringComparison.Ordinal);
        Assert.Equal($"Users over time. 20 Nov: {users} users, {active} active. 23 Nov: 13 users, 9 active.", plot.Find("svg").GetAttribute("aria-label"));
        Assert.Equal(30, plot.FindAll("svg g").Count);
        Assert.Contains("not known", plot.Find("svg g title").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_time_is_chosen_by_a_button_that_says_whether_it_is_pressed()
    {
        var chosen = 0;
        var plot = Plot(UsersDay.Of([], Today, 30, 1, 1), days => chosen = days);
        Assert.Equal(["true", "false"], plot.FindAll("button").Select(button => button.GetAttribute("aria-pressed")!));
        plot.FindAll("button")[1].Click();
        Assert.Equal(90, chosen);
    }

    private static ActivityHour Hour(int day, int hour, long users, long active)
        => new(new DateTimeOffset(Today.Date, TimeSpan.Zero).AddDays(day).AddHours(hour), 1, 0, 0) { Users = users, ActiveUsers = active };

    private IRenderedComponent<UsersPlot> Plot(IReadOnlyList<UsersDay> days, Action<int>? chosen = null) => _portal.Render<UsersPlot>(parameters => parameters
        .Add(plot => plot.Days, days)
        .Add(plot => plot.DaysChanged, EventCallback.Factory.Create<int>(this, count => chosen?.Invoke(count))));
}
