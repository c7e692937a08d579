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
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and what it counts, such as "1,240 users".</summary>
    public static string Count(long number, string one) => $"{Count(number)} {one}{(number == 1 ? "" : "s")}";

    /// <summary>How far a moment is from now, such as "12 s ago" or "in 23 h".</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = (now - at).Duration();
        if (distance < TimeSpan.FromSeconds(1))
            return "now";
        var amount = distance switch
        {
            { TotalSeconds: < 60 } => $"{distance.Seconds} s",
            { TotalMinutes: < 60 } => $"{distance.Minutes} min",
            { TotalHours: < 24 } => $"{distance.Hours} h",
            { Days: 1 } => "1 day",
            { Days: < 400 } => $"{distance.Days} days",
            _ => $"{Count(distance.Days / 30)} months",
        };
        return at <= now ? $"{amount} ago" : $"in {amount}";
    }

    /// <summary>A length of time in its largest unit, such as "40 min" or "3 h".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"{span.Seconds} s",
        { TotalMinutes: < 60 } => $"{span.Minutes} min",
        { TotalHours: < 24 } => $"{span.Hours} h",
        { Days: 1 } => "1 day",
        _ => $"{Count(span.Days)} days",
    };

    /// <summary>A span that was chosen, in its largest whole unit, such as "24 hours" or "7 days".</summary>
    public static string WholeSpan(TimeSpan span) => span > TimeSpan.FromHours(24) && span.Hours == 0 ? Count(span.Days, "day") : Count((long)span.TotalHours, "hour");

    /// <summary>Date and time to the second with the zone, until the browser says them in its own.</summary>
    public static string Full(DateTimeOffset at) => at.ToUniversalTime().ToString("ddd, d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Day and time for a sentence.</summary>
    public static string Exact(DateTimeOffset at) => at.ToUniversalTime().ToString("ddd, d MMM, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A moment for a machine (RFC 3339).</summary>
    public static string Machine(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long something took.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalMilliseconds: < 1 } => "< 1 ms",
        { TotalMilliseconds: < 1000 } => $"{Math.Round(span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)} ms",
        _ => $"{span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
    };

    /// <summary>What a token begins with, for a page.</summary>
    public static string Masked(TokenId id) => $"{SecretToken.Prefix}{id}…";

    /// <summary>Who calls the endpoint, as the subject of a sentence.</summary>
    public static string Client(IdentityProvider provider) => ProviderWords.Subject(provider);

    /// <summary>The same inside a sentence.</summary>
    public static string Target(IdentityProvider provider) => provider == IdentityProvider.Other ? "your identity provider" : ProviderWords.For(provider).Provider;

    /// <summary>A data type in SCIM's word, such as "dateTime" (RFC 7643 §2.3).</summary>
    public static string Of(AttributeType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
}
