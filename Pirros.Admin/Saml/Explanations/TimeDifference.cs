using System.Globalization;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>Says by how much one time misses another.</summary>
internal static class TimeDifference
{
    /// <summary>The sentence; null when one of the two is no time.</summary>
    /// <param name="later">The later of the two, as a fault has it.</param>
    /// <param name="earlier">The earlier.</param>
    /// <param name="sentence">Takes the time between them.</param>
    public static string? Tell(string? later, string? earlier, string sentence)
        => Read(later) is { } to && Read(earlier) is { } from && to >= from ? string.Format(CultureInfo.CurrentCulture, sentence, Words(to - from)) : null;

    /// <summary>A time in whole units of the largest that it fills.</summary>
    public static string Words(TimeSpan time) => time.Duration() switch
    {
        { TotalDays: >= 2 } days => Count((long)days.TotalDays, ExplanationTexts.Days),
        { TotalHours: >= 2 } hours => Count((long)hours.TotalHours, ExplanationTexts.Hours),
        { TotalMinutes: >= 2 } minutes => Count((long)minutes.TotalMinutes, ExplanationTexts.Minutes),
        var rest => Count((long)rest.TotalSeconds, ExplanationTexts.Seconds),
    };

    private static string Count(long count, string forms)
    {
        var bar = forms.IndexOf('|', StringComparison.Ordinal);
        return string.Format(CultureInfo.CurrentCulture, count == 1 ? forms[..bar] : forms[(bar + 1)..], count);
    }

    private static DateTimeOffset? Read(string? text)
        => DateTimeOffset.TryParseExact(text, "u", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
