using Pirros.Admin.Activity;

namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>A bar of the plot.</summary>
/// <param name="From">Where its time begins.</param>
/// <param name="Done">Requests that were carried out.</param>
/// <param name="Failed">Requests that failed, those refused for their token among them.</param>
internal sealed record PlotBar(DateTimeOffset From, long Done, long Failed)
{
    public long Requests => Done + Failed;

    /// <summary>Bars from <paramref name="since"/> on, each of so many hours.</summary>
    public static IReadOnlyList<PlotBar> Of(IReadOnlyList<ActivityHour> hours, DateTimeOffset since, int count, int hoursEach)
    {
        var sums = new (long Done, long Failed)[count];
        foreach (var hour in hours)
        {
            var at = (int)Math.Floor((hour.Hour - since).TotalHours / hoursEach);
            if (at < 0 || at >= count)
                continue;
            var failed = hour.Failed + hour.Refused;
            sums[at] = (sums[at].Done + hour.Requests - failed, sums[at].Failed + failed);
        }

        return [.. sums.Select((sum, i) => new PlotBar(since.AddHours((double)i * hoursEach), sum.Done, sum.Failed))];
    }
}
