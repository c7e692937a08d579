using System.Text.RegularExpressions;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Activity;

/// <summary>Tells what sent a request: by what it calls itself, else by habits that only one product has, else by what the connection was made for.</summary>
public static partial class ClientRecognition
{
    /// <summary>What Entra ID adds to every request when the Tenant URL holds it.</summary>
    public const string Flag = "aadOptscim062020";

    private const string EntraName = "Microsoft Entra ID";
    private const string OktaName = "Okta";
    private const int LongestName = 40;

    /// <summary>What sent the request.</summary>
    /// <param name="record">The request.</param>
    /// <param name="made">What its connection was made for.</param>
    public static RecognisedClient Of(ActivityRecord record, IdentityProvider made)
    {
        var flag = record.Path.Contains(Flag, StringComparison.OrdinalIgnoreCase);
        if (record.UserAgent is { } named)
        {
            if (named.Contains(OktaName, StringComparison.OrdinalIgnoreCase))
                return Okta(record);
            return named.StartsWith("Microsoft", StringComparison.OrdinalIgnoreCase) || named.Contains("Azure", StringComparison.OrdinalIgnoreCase)
                ? Entra(flag)
                : new RecognisedClient(ClientKind.Other, NameIn(named), null);
        }

        // Entra ID need not say what it is. Its plain dialect begins the words of PATCH with a capital, as nobody else does.
        var shown = flag || (record.Details.Request is { } body && Capitals().IsMatch(body));
        return shown || (made == IdentityProvider.EntraId && CameWithOwnToken(record)) ? Entra(flag) : RecognisedClient.Unknown;
    }

    /// <summary>Whether the token is or was one of this connection's: anybody can send another.</summary>
    private static bool CameWithOwnToken(ActivityRecord record)
        => record.What != ActivityKind.Refused || record.Details.Refusal is TokenRefusal.Revoked or TokenRefusal.Expired or TokenRefusal.Replaced or TokenRefusal.ConnectionOff or TokenRefusal.Scope;

    private static RecognisedClient Entra(bool flag) => flag
        ? new RecognisedClient(ClientKind.EntraFlag, EntraName, ActivityTexts.FormatWithFlag(Flag))
        : new RecognisedClient(ClientKind.EntraPlain, EntraName, ActivityTexts.FormatWithoutFlag(Flag));

    private static RecognisedClient Okta(ActivityRecord record) => record.Method.ToUpperInvariant() switch
    {
        "PUT" => new RecognisedClient(ClientKind.OktaWizard, OktaName, ActivityTexts.OktaWizard),
        "PATCH" => new RecognisedClient(ClientKind.OktaCatalogue, OktaName, ActivityTexts.OktaCatalogue),
        _ => new RecognisedClient(ClientKind.Okta, OktaName, null),
    };

    /// <summary>The product's name in a User-Agent such as <c>PostmanRuntime/7.39.0</c>.</summary>
    private static string NameIn(string userAgent)
    {
        if (userAgent.StartsWith("Mozilla/", StringComparison.OrdinalIgnoreCase))
            return userAgent.Contains("PowerShell", StringComparison.OrdinalIgnoreCase) ? "PowerShell" : ActivityTexts.ABrowser;
        var end = userAgent.AsSpan().IndexOfAny('/', '(', ';');
        var name = (end > 0 ? userAgent[..end] : userAgent).Trim();
        return name.Length > LongestName ? $"{name[..LongestName]}…" : name;
    }

    [GeneratedRegex("""
        "op"\s*:\s*"(?:Add|Replace|Remove)"
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Capitals();
}
