using System.Globalization;
using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>Users over time, the active ones apart.</summary>
public sealed partial class UsersPlot
{
    private const int Width = 1_000;
    private const int Height = 64;
    private const double Gap = 3;

    // Who is there at all must be seen, however many were there on another day.
    private const double Least = 2;

    private static readonly int[] Choices = [30, 90];

    /// <summary>The days, the oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<UsersDay> Days { get; set; } = [];

    /// <summary>Another number of days was chosen.</summary>
    [Parameter]
    public EventCallback<int> DaysChanged { get; set; }

    private UsersDay Now => Days[^1];

    private double Step => (Width + Gap) / Days.Count;

    private long Highest => Math.Max(1, Days.Max(day => day.Users ?? 0));

    private UsersDay? Oldest => Days.FirstOrDefault(day => day.Users is not null && day != Now);

    private string Changed => Oldest is not { } oldest
        ? ""
        : ((Now.Users ?? 0) - oldest.Users!.Value) switch
        {
            0 => DirectoryPageTexts.FormatAsManyAs(DayOf(oldest)),
            > 0 and var more => DirectoryPageTexts.FormatMoreThan(Words.Count(more), DayOf(oldest)),
            var fewer => DirectoryPageTexts.FormatFewerThan(Words.Count(-fewer), DayOf(oldest)),
        };

    /// <summary>What the plot shows, for those who do not see it.</summary>
    private string Alternative => Oldest is { } oldest ? DirectoryPageTexts.FormatUsersPlotSays(Say(oldest), Say(Now)) : Say(Now);

    private double HeightOf(long users) => users == 0 ? 0 : Math.Max(Least, (double)Height * users / Highest);

    private static string Say(UsersDay day) => day.Users is { } users
        ? Words.Count(users, DirectoryPageTexts.DaySays, DayOf(day), Words.Count(day.Active))
        : DirectoryPageTexts.FormatDayUnknown(DayOf(day));

    private static string DayOf(UsersDay day) => day.Day.ToString(SharedTexts.DayFormat, CultureInfo.CurrentCulture);

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
