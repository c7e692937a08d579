namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>A choice of the filter by time that ends now.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Words">Its name on the page.</param>
/// <param name="Span">How far it goes back.</param>
public sealed record TimeChoice(string Key, string Words, TimeSpan Span)
{
    /// <summary>Stands for a beginning and an end that somebody enters.</summary>
    public const string Between = "between";

    public static IReadOnlyList<TimeChoice> All { get; } =
    [
        new("1h", "Last hour", TimeSpan.FromHours(1)),
        new("24h", "Last 24 hours", TimeSpan.FromHours(24)),
        new("7d", "Last 7 days", TimeSpan.FromDays(7)),
        new("30d", "Last 30 days", TimeSpan.FromDays(30)),
    ];
}
