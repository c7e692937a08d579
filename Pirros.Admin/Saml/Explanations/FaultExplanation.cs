using System.Globalization;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>Why something was refused, in words for the admin who is to mend it.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Text">What it means and what to do; where it can be told, what differs.</param>
/// <param name="WhereToMend">The place in the provider's console, in its own words, from the application's page on; null where nothing there is wrong.</param>
public sealed record FaultExplanation(string Title, string Text, string? WhereToMend)
{
    /// <summary>What was expected and received, compared character by character; null where the two are not of one kind, or nothing came.</summary>
    public IReadOnlyList<TextPart>? Difference { get; private init; }

    /// <summary>Explains a fault in the language of whoever asks.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="provider">Which product sent it.</param>
    /// <param name="expected">What would have been accepted.</param>
    /// <param name="received">What came instead.</param>
    public static FaultExplanation Of(SamlFault fault, IdentityProvider provider, string? expected, string? received)
    {
        var who = ProviderWords.Subject(provider);
        var text = Words(fault, "Text", who);
        if (Detail(fault, who, expected, received) is { Length: > 0 } detail)
            text = $"{text} {detail}";
        var place = fault == SamlFault.Status && received is not null && ProviderMessage.In(received)?.Place is { } named ? named : ConsolePlace.Of(fault);
        return new FaultExplanation(Words(fault, "Title", who), text, place is { } known ? ConsolePlace.In(known, provider) : null)
        {
            Difference = Compares(fault) && expected is not null && received is not null ? TextDifference.Of(expected, received) : null,
        };
    }

    /// <summary>Explains a fault.</summary>
    public static FaultExplanation Of(SamlException error, IdentityProvider provider) => Of(error.Fault, provider, error.Expected, error.Received);

    private static bool Compares(SamlFault fault) => fault is SamlFault.Audience or SamlFault.Recipient or SamlFault.Destination or SamlFault.Issuer or SamlFault.NameIdFormat;

    private static string? Detail(SamlFault fault, string who, string? expected, string? received) => fault switch
    {
        SamlFault.NameIdFormat => NameIdFormat(received),
        SamlFault.Audience or SamlFault.Recipient or SamlFault.Destination or SamlFault.Issuer when expected is not null => ValueDifference.Tell(who, expected, received),
        SamlFault.Expired => TimeDifference.Tell(expected, received, ExplanationTexts.LateBy),
        SamlFault.NotYetValid => TimeDifference.Tell(received, expected, ExplanationTexts.EarlyBy),
        SamlFault.Status => StatusWords.Tell(received),
        _ => null,
    };

    private static string? NameIdFormat(string? received) => received?[(received.LastIndexOf(':') + 1)..] switch
    {
        null or "" => ExplanationTexts.FormatNone,
        "unspecified" => ExplanationTexts.FormatUnspecified,
        "persistent" => ExplanationTexts.FormatPersistent,
        "transient" => ExplanationTexts.FormatTransient,
        _ => null,
    };

    /// <summary>The words of a fault: every one has a title and a text.</summary>
    private static string Words(SamlFault fault, string part, string who)
        => string.Format(CultureInfo.CurrentCulture, ExplanationTexts.ResourceManager.GetString($"{fault}{part}", CultureInfo.CurrentUICulture)!, who);
}
