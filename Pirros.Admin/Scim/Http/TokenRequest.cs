using System.Buffers;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Pirros.Admin.Scim.Http;

/// <summary>A request to the token endpoint (RFC 6749 §4.4.2), with the client's credentials from the one place where they were sent (§2.3.1).</summary>
/// <param name="GrantType">The grant that is asked for; null when none was named.</param>
/// <param name="Scope">The scope that is asked for; null for all that the client may.</param>
/// <param name="ClientId">The client's identifier; empty when there is none.</param>
/// <param name="ClientSecret">The client's secret; empty when there is none.</param>
/// <param name="IsBasic">Whether they came in the Authorization header.</param>
internal sealed record TokenRequest(string? GrantType, string? Scope, string ClientId, string ClientSecret, bool IsBasic)
{
    private const int MaximumBytes = 16_384;
    private const string FormType = "application/x-www-form-urlencoded";
    private const string Basic = "Basic ";

    /// <exception cref="TokenRequestException">The request has not the form of one.</exception>
    public static async ValueTask<TokenRequest> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!HttpMethods.IsPost(request.Method))
            throw new TokenRequestException(405, "invalid_request", "Tokens are asked for by POST.");
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase))
            throw TokenRequestException.Invalid($"The body must be {FormType}.");
        var form = Read(await TextAsync(request, cancel));
        var (id, secret, isBasic) = Credentials(request.Headers.Authorization.ToString(), form);
        return new TokenRequest(form.GetValueOrDefault("grant_type"), form.GetValueOrDefault("scope"), id, secret, isBasic);
    }

    private static async ValueTask<string> TextAsync(HttpRequest request, CancellationToken cancel)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            if (request.ContentLength > MaximumBytes || read.Buffer.Length > MaximumBytes)
                throw new TokenRequestException(413, "invalid_request", "The body is too large.");
            if (read.IsCompleted)
            {
                var text = Encoding.UTF8.GetString(read.Buffer.ToArray());
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return text;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The parameters. One without a value counts as left out, and none may be there twice (§3.2).</summary>
    private static Dictionary<string, string> Read(string text)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (Decoded(part), "") : (Decoded(part[..equals]), Decoded(part[(equals + 1)..]));
            if (value.Length > 0 && !form.TryAdd(name, value))
                throw TokenRequestException.Invalid("A parameter is there twice.");
        }

        return form;
    }

    private static (string Id, string Secret, bool IsBasic) Credentials(string authorization, Dictionary<string, string> form)
    {
        var (id, secret) = (form.GetValueOrDefault("client_id", ""), form.GetValueOrDefault("client_secret", ""));
        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return (id.Trim(), secret.Trim(), false);
        var (basicId, basicSecret) = OfHeader(authorization[Basic.Length..].Trim());
        if (secret.Length > 0 || (id.Length > 0 && id != basicId))
            throw TokenRequestException.Invalid("The client's credentials are there twice: send them in the Authorization header or in the body.");
        return (basicId.Trim(), basicSecret.Trim(), true);
    }

    private static (string Id, string Secret) OfHeader(string encoded)
    {
        Span<byte> bytes = stackalloc byte[1_024];
        if (encoded.Length > 1_024 || !Convert.TryFromBase64String(encoded, bytes, out var written))
            throw TokenRequestException.Invalid("The Authorization header is not base64.");
        var text = Encoding.UTF8.GetString(bytes[..written]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (Decoded(text), "") : (Decoded(text[..colon]), Decoded(text[(colon + 1)..]));
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
