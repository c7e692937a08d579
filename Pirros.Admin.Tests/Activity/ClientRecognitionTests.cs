using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Activity;

public sealed class ClientRecognitionTests
{
    private const string Lower = """{"Operations":[{"op":"replace","value":{"active":false}}]}""";
    private const string Capital = """{"Operations":[{ "op" : "Replace","path":"active","value":"False"}]}""";

    [Theory]
    [InlineData("Okta SCIM Client 1.0.0", "PUT", "/Users/1", null, IdentityProvider.Okta, ClientKind.OktaWizard, "Okta, App Integration Wizard (it updates with PUT)")]
    [InlineData("Okta SCIM Client 1.0.0", "PATCH", "/Users/1", Lower, IdentityProvider.Okta, ClientKind.OktaCatalogue, "Okta, catalogue app (it updates with PATCH)")]
    [InlineData("Okta SCIM Client 1.0.0", "GET", "/Users?startIndex=1&count=2", null, IdentityProvider.EntraId, ClientKind.Okta, "Okta")]
    [InlineData(null, "GET", "/Users?aadOptscim062020&filter=userName eq \"x\"", null, IdentityProvider.Other, ClientKind.EntraFlag, "Microsoft Entra ID, with the flag aadOptscim062020")]
    [InlineData(null, "PATCH", "/Users/1?aadOptscim062020", Lower, IdentityProvider.EntraId, ClientKind.EntraFlag, "Microsoft Entra ID, with the flag aadOptscim062020")]
    [InlineData(null, "PATCH", "/Users/1", Capital, IdentityProvider.Other, ClientKind.EntraPlain, "Microsoft Entra ID, without the flag aadOptscim062020")]
    [InlineData(null, "PATCH", "/Users/1", Lower, IdentityProvider.Other, ClientKind.Unknown, "Not recognised")]
    [InlineData(null, "GET", "/Users", null, IdentityProvider.EntraId, ClientKind.EntraPlain, "Microsoft Entra ID, without the flag aadOptscim062020")]
    [InlineData(null, "GET", "/Users", null, IdentityProvider.Okta, ClientKind.Unknown, "Not recognised")]
    [InlineData("Microsoft-SCIM-Client/1.0", "GET", "/Users", null, IdentityProvider.Other, ClientKind.EntraPlain, "Microsoft Entra ID, without the flag aadOptscim062020")]
    [InlineData("PostmanRuntime/7.39.0", "PATCH", "/Users/1?aadOptscim062020", Capital, IdentityProvider.EntraId, ClientKind.Other, "PostmanRuntime")]
    [InlineData("curl/8.5.0", "GET", "/Users", null, IdentityProvider.EntraId, ClientKind.Other, "curl")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64)", "GET", "/Users", null, IdentityProvider.EntraId, ClientKind.Other, "A browser")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.19045; en-US) PowerShell/7.4.0", "GET", "/Users", null, IdentityProvider.EntraId, ClientKind.Other, "PowerShell")]
    public void Client_is_recognised_by_its_name_then_its_habits_then_the_connection(
        string? userAgent, string method, string path, string? body, IdentityProvider made, ClientKind kind, string words)
    {
        var client = ClientRecognition.Of(Given.Request(method, path) with { UserAgent = userAgent, Details = ActivityDetails.None with { Request = body } }, made);
        Assert.Equal((kind, words), (client.Kind, client.ToString()));
    }

    [Theory]
    [InlineData(TokenRefusal.Revoked, ClientKind.EntraPlain)]
    [InlineData(TokenRefusal.Replaced, ClientKind.EntraPlain)]
    [InlineData(TokenRefusal.Missing, ClientKind.Unknown)]
    [InlineData(TokenRefusal.Foreign, ClientKind.Unknown)]
    public void Client_without_a_name_whose_token_was_never_the_connections_own_is_not_taken_for_its_provider(TokenRefusal why, ClientKind kind)
    {
        var refused = Given.Request("GET", "/Users") with { UserAgent = null, What = ActivityKind.Refused, Details = ActivityDetails.None with { Refusal = why } };
        Assert.Equal(kind, ClientRecognition.Of(refused, IdentityProvider.EntraId).Kind);
    }
}
