using Pirros.Admin.Activity;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>How many users a connection had at the end of a day.</summary>
/// <param name="Day">The beginning of the day, in UTC.</param>
/// <param name="Users">All of them; null where that is not known.</param>
/// <param name="Active">Those of them that were active.</param>
public sealed record UsersDay(DateTimeOffset Day, long? Users, long Active)
{
    /// <summary>The last <paramref name="count"/> days up to <paramref name="today"/>. A day without requests ends as the one before did; before the first request nothing is known.</summary>
    public static IReadOnlyList<UsersDay> Of(IReadOnlyList<ActivityHour> hours, DateTimeOffset today, int count, long users, long active)
    {
        var last = hours.GroupBy(hour => hour.Hour.UtcDateTime.Date).ToDictionary(day => day.Key, day => day.MaxBy(hour => hour.Hour)!);
        var days = new List<UsersDay>(count);
        for (var at = First(today, count); days.Count < count; at = at.AddDays(1))
        {
            var known = last.GetValueOrDefault(at.UtcDateTime.Date);
            var before = days.Count == 0 ? null : days[^1];
            days.Add(known is null ? new UsersDay(at, before?.Users, before?.Active ?? 0) : new UsersDay(at, known.Users, known.ActiveUsers));
        }

        days[^1] = days[^1] with { Users = users, Active = active };
        return days;
    }

    /// <summary>The first of the days.</summary>
    public static DateTimeOffset First(DateTimeOffset today, int count) => new DateTimeOffset(today.UtcDateTime.Date, TimeSpan.Zero).AddDays(1 - count);
}
