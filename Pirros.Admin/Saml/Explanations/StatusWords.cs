namespace Pirros.Admin.Saml.Explanations;

/// <summary>What the status codes of a response say (SAML Core §3.2.2.2).</summary>
internal static class StatusWords
{
    private const string Prefix = "urn:oasis:names:tc:SAML:2.0:status:";

    /// <summary>What the codes mean, and what the provider's message means where it is known; null when neither says more.</summary>
    /// <param name="received">The codes and the message, with spaces between them.</param>
    public static string? Tell(string? received)
    {
        if (received is null)
            return null;
        var codes = received.Split(' ').Where(word => word.StartsWith(Prefix, StringComparison.Ordinal)).Select(word => word[Prefix.Length..]);
        return ProviderMessage.In(received) is { } message ? message.Explain().Text : codes.Select(Of).OfType<string>().FirstOrDefault();
    }

    private static string? Of(string code) => code switch
    {
        "RequestDenied" => ExplanationTexts.StatusDenied,
        "AuthnFailed" => ExplanationTexts.StatusAuthnFailed,
        "NoPassive" => ExplanationTexts.StatusNoPassive,
        "InvalidNameIDPolicy" => ExplanationTexts.StatusNameIdPolicy,
        "UnknownPrincipal" => ExplanationTexts.StatusPrincipal,
        "NoAuthnContext" => ExplanationTexts.StatusAuthnContext,
        _ => null,
    };
}
