using System.Globalization;
using Microsoft.AspNetCore.Components;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Shared;

namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>Requests and failures over time.</summary>
public sealed partial class ActivityPlot
{
    private const int Width = 1_000;
    private const int Height = 96;
    private const double Gap = 4;

    // What happened at all must be seen, however high the others are.
    private const double Least = 3;

    private IReadOnlyList<PlotBar> _bars = [];

    /// <summary>The hours; null while they load.</summary>
    [Parameter]
    public IReadOnlyList<ActivityHour>? Hours { get; set; }

    /// <summary>How many days are shown: 1 or 7.</summary>
    [Parameter]
    public int Days { get; set; } = 1;

    /// <summary>Another number of days was chosen.</summary>
    [Parameter]
    public EventCallback<int> DaysChanged { get; set; }

    /// <summary>The present moment, where the plot ends.</summary>
    [Parameter]
    public DateTimeOffset Now { get; set; }

    private double Step => (Width + Gap) / Math.Max(1, _bars.Count);

    private long Done => _bars.Sum(bar => bar.Done);

    private long Failed => _bars.Sum(bar => bar.Failed);

    private long Refused => Hours!.Sum(hour => hour.Refused);

    private long Highest => _bars.Count == 0 ? 0 : _bars.Max(bar => bar.Requests);

    private int HoursEach => Days == 1 ? 1 : 4;

    /// <summary>What the plot shows, for those who do not see it.</summary>
    private string Alternative
    {
        get
        {
            if (Highest == 0)
                return Days == 1 ? ActivityPageTexts.NoneInDay : ActivityPageTexts.NoneInWeek;
            var most = _bars.MaxBy(bar => bar.Requests)!;
            var worst = _bars.MaxBy(bar => bar.Failed)!;
            return worst.Failed > 0
                ? Words.Count(Done, ActivityPageTexts.PlotWithFailures, Words.Count(Failed), Say(most), Say(worst))
                : Words.Count(Done, ActivityPageTexts.PlotSays, Words.Count(Failed), Say(most));
        }
    }

    /// <summary>The beginning of the first hour shown.</summary>
    public static DateTimeOffset Since(DateTimeOffset now, int days)
    {
        var hour = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
        return hour.AddHours(1 - (24 * days));
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
        => _bars = Hours is null ? [] : PlotBar.Of(Hours, Since(Now, Days), 24 * Days / HoursEach, HoursEach);

    private double HeightOf(long requests) => requests == 0 ? 0 : Math.Max(Least, (Height - Least) * requests / Highest);

    private static string Say(PlotBar bar) => ActivityPageTexts.FormatBarSays(Words.Exact(bar.From), Words.Count(bar.Done), Words.Count(bar.Failed));

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
