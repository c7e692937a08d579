namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>A choice of the filter by time that ends now.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Words">Its name on the page.</param>
/// <param name="Span">How far it goes back.</param>
public sealed record TimeChoice(string Key, string Words, TimeSpan Span)
{
    /// <summary>Stands for a beginning and an end that somebody enters.</summary>
    public const string Between = "between";

    private static readonly PerLanguage<IReadOnlyList<TimeChoice>> Choices = new(() =>
    [
        new("1h", ActivityPageTexts.LastHour, TimeSpan.FromHours(1)),
        new("24h", ActivityPageTexts.LastDay, TimeSpan.FromHours(24)),
        new("7d", ActivityPageTexts.LastWeek, TimeSpan.FromDays(7)),
        new("30d", ActivityPageTexts.LastMonth, TimeSpan.FromDays(30)),
    ]);

    public static IReadOnlyList<TimeChoice> All => Choices.Value;
}
