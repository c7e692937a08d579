namespace Pirros.Admin.Scim.Http;

/// <summary>The token in an Authorization header (RFC 6750 §2.1). Okta sends it with or without <c>Bearer</c>, and people paste it with white space or the word already in front.</summary>
internal static class BearerCredential
{
    private const string Scheme = "Bearer";

    public static string Of(string? authorization)
    {
        var text = authorization.AsSpan().Trim();
        while (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && text.Length > Scheme.Length && char.IsWhiteSpace(text[Scheme.Length]))
            text = text[Scheme.Length..].Trim();
        return text.ToString();
    }
}
