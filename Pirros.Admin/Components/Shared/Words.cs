using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Shared;

/// <summary>How figures, times and names are said. <c>js/time.js</c> says times in the same words.</summary>
internal static class Words
{
    /// <summary>A count with thousands separators.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A count and what it counts, such as "1,240 users".</summary>
    /// <param name="number">The count.</param>
    /// <param name="forms">A text for one and a text for any other number, with a bar between them: <c>{0} user|{0} users</c>.</param>
    /// <param name="more">What fills further places, from <c>{1}</c> on.</param>
    public static string Count(long number, string forms, params ReadOnlySpan<object?> more)
    {
        var bar = forms.IndexOf('|', StringComparison.Ordinal);
        return string.Format(CultureInfo.CurrentCulture, number == 1 ? forms[..bar] : forms[(bar + 1)..], [Count(number), .. more]);
    }

    /// <summary>How far a moment is from now, such as "12 s ago" or "in 23 h".</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = (now - at).Duration();
        if (distance < TimeSpan.FromSeconds(1))
            return SharedTexts.Now;
        var amount = distance switch
        {
            { TotalSeconds: < 60 } => SharedTexts.FormatSeconds(distance.Seconds),
            { TotalMinutes: < 60 } => SharedTexts.FormatMinutes(distance.Minutes),
            { TotalHours: < 24 } => SharedTexts.FormatHours(distance.Hours),
            { Days: 1 } => SharedTexts.DistanceDay,
            { Days: < 400 } => SharedTexts.FormatDistanceDays(distance.Days),
            _ => SharedTexts.FormatDistanceMonths(Count(distance.Days / 30)),
        };
        return at <= now ? SharedTexts.FormatAgo(amount) : SharedTexts.FormatIn(amount);
    }

    /// <summary>The words of <see cref="Relative"/> as JSON, for <c>js/time.js</c>.</summary>
    public static string ForTimes => JsonSerializer.Serialize(new
    {
        now = SharedTexts.Now,
        ago = SharedTexts.Ago,
        @in = SharedTexts.In,
        seconds = SharedTexts.Seconds,
        minutes = SharedTexts.Minutes,
        hours = SharedTexts.Hours,
        day = SharedTexts.DistanceDay,
        days = SharedTexts.DistanceDays,
        months = SharedTexts.DistanceMonths,
    });

    /// <summary>A length of time in its largest unit, such as "40 min" or "3 h".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => SharedTexts.FormatSeconds(span.Seconds),
        { TotalMinutes: < 60 } => SharedTexts.FormatMinutes(span.Minutes),
        { TotalHours: < 24 } => SharedTexts.FormatHours(span.Hours),
        _ => Count(span.Days, SharedTexts.Days),
    };

    /// <summary>A span that was chosen, in its largest whole unit, such as "24 hours" or "7 days".</summary>
    public static string WholeSpan(TimeSpan span) => span > TimeSpan.FromHours(24) && span.Hours == 0 ? Count(span.Days, SharedTexts.Days) : Count((long)span.TotalHours, SharedTexts.WholeHours);

    /// <summary>Date and time to the second with the zone, until the browser says them in its own.</summary>
    public static string Full(DateTimeOffset at) => at.ToUniversalTime().ToString(SharedTexts.FullFormat, CultureInfo.CurrentCulture);

    /// <summary>Day and time for a sentence.</summary>
    public static string Exact(DateTimeOffset at) => at.ToUniversalTime().ToString(SharedTexts.ExactFormat, CultureInfo.CurrentCulture);

    /// <summary>A moment for a machine (RFC 3339).</summary>
    public static string Machine(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long something took.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalMilliseconds: < 1 } => "< 1 ms",
        { TotalMilliseconds: < 1000 } => SharedTexts.FormatMilliseconds(Math.Round(span.TotalMilliseconds)),
        _ => SharedTexts.FormatSeconds(span.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture)),
    };

    /// <summary>What a token begins with, for a page.</summary>
    public static string Masked(TokenId id) => $"{SecretToken.Prefix}{id}…";

    /// <summary>What a credential begins with, for a page.</summary>
    public static string Masked(Token token) => $"{(token.Kind == TokenKind.Client ? ClientSecret.Prefix : SecretToken.Prefix)}{token.Id}…";

    /// <summary>Who calls the endpoint, as the subject of a sentence.</summary>
    public static string Client(IdentityProvider provider) => ProviderWords.Subject(provider);

    /// <summary>The same behind a preposition, such as "of" or "in".</summary>
    public static string Target(IdentityProvider provider) => provider == IdentityProvider.Other ? SharedTexts.YourProvider : ProviderWords.For(provider).Provider;

    /// <summary>The same as the object of a sentence.</summary>
    public static string Name(IdentityProvider provider) => provider == IdentityProvider.Other ? SharedTexts.TheProvider : ProviderWords.For(provider).Provider;

    /// <summary>How far a guide has come.</summary>
    public static string StepsDone(GuideProgress progress) => Count(progress.Of, SharedTexts.StepsDoneOf, Count(progress.Done));

    /// <summary>A data type in SCIM's word, such as "dateTime" (RFC 7643 §2.3).</summary>
    public static string Of(AttributeType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
}
