using System.Globalization;
using Pirros.Admin.Activity;
using Pirros.Admin.Components.Shared;

namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>What a person wants to see of the activity, as it stands in the address of the page and of the export. What the address says wrongly does not narrow.</summary>
public sealed record ActivityFilter
{
    public const int LongestText = 200;
    private const string Yes = "yes";

    public bool Errors { get; init; }

    public string? Text { get; init; }

    public string? ResourceId { get; init; }

    public KindChoice? Kind { get; init; }

    /// <summary>A time that ends now; null when <see cref="From"/> and <see cref="To"/> count.</summary>
    public TimeChoice? Last { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Whether anything is narrowed.</summary>
    public bool Narrows => this != new ActivityFilter();

    /// <summary>Reads the values of an address.</summary>
    public static ActivityFilter Read(Func<string, string?> value)
    {
        var last = TimeChoice.All.FirstOrDefault(choice => choice.Key == value("last"));
        return new ActivityFilter
        {
            Errors = value("errors") == Yes,
            Text = Cut(value("q")),
            ResourceId = Cut(value("id")),
            Kind = KindChoice.All.FirstOrDefault(choice => choice.Key == value("kind")),
            Last = last,
            From = last is null ? Moment(value("from")) : null,
            To = last is null ? Moment(value("to")) : null,
        };
    }

    /// <summary>The names and values in the address; a value is null when it does not stand there.</summary>
    public IReadOnlyDictionary<string, object?> Address => new Dictionary<string, object?>
    {
        ["errors"] = Errors ? Yes : null,
        ["q"] = Text,
        ["id"] = ResourceId,
        ["kind"] = Kind?.Key,
        ["last"] = Last?.Key,
        ["from"] = From is { } from ? Words.Machine(from) : null,
        ["to"] = To is { } to ? Words.Machine(to) : null,
    };

    /// <summary>The question to the activity.</summary>
    public ActivityQuery ToQuery(DateTimeOffset now) => new()
    {
        FailuresOnly = Errors,
        Text = Text,
        ResourceId = ResourceId,
        Kinds = Kind?.Kinds ?? [],
        From = Last is null ? From : now - Last.Span,
        To = To,
    };

    /// <summary>A moment as an address or a field holds it: RFC 3339, in UTC when it names no zone. Null when it is none.</summary>
    public static DateTimeOffset? Moment(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) && moment.Year is > 2000 and < 9000 ? moment : null;

    private static string? Cut(string? text)
    {
        var trimmed = text?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null : trimmed.Length > LongestText ? trimmed[..LongestText] : trimmed;
    }
}
